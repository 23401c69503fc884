package io.rollcall.source.suggest;

import io.rollcall.model.login.EventTime;
import io.rollcall.model.place.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds who logs in. */
final class Users {
    private static final double MIN_SCORE = 1.6;

    private static final Set<String> PEOPLE = Words.set("""
        user actor principal subject identity member customer employee person initiator initiated usr who
        student requester initiatedby owner staff caller benutzer utilisateur usuario nutzer\
        """);

    private static final Set<String> WHOLE = Words.set("""
        userid username user upn userprincipalname email mail useremail emailaddress login loginname accountname
        samaccountname principal actor sub subject usr uid userkey memberid customerid employeeid personid
        account accountid principalid principalname loginid signinname targetusername identity who
        usernameattempted member customer nickname userlogin useruuid benutzer benutzername utilisateur usuario
        nutzer\
        """);

    private static final Set<String> IDS = Words.set("""
        id uid name email mail key guid uuid login upn sub arn alternate username handle userid value\
        """);

    private static final Set<String> WRONG = Words.set("""
        agent session device client app application tenant org organization type group role domain idp provider
        count status ip fingerprint password credential request correlation token issuer company created
        modified locale language roles groups first last given family full kind os admin browser pool service
        transaction message event class directory realm phone address auth access time version description
        activity\
        """);

    private static final Set<String> WRONG_PARENTS = Words.set("""
        target session device client app application tenant agent server host resource issuer organization org
        group role geo location policy browser os manager impersonator product cloud process network metadata
        prompts\
        """);

    private final Sample sample;

    Users(Sample sample) {
        this.sample = sample;
    }

    /** The candidates, the best one first. */
    List<Candidate> find() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : sample.fields()) {
            if (field.count() > 0 && isText(field)) {
                candidates.add(new Candidate(field, score(field)));
            }
        }
        return Candidate.sorted(candidates, MIN_SCORE);
    }

    private static boolean isText(Field field) {
        return !field.hasType(Field.Type.BOOLEAN)
                && field.longest() <= 320
                && field.share(value -> Address.of(value.trimmed()) != null) < 0.5
                && field.share(value -> value.type() == Field.Type.TEXT
                                && EventTime.parseMillis(value.trimmed()).isPresent()
                                && !value.trimmed().matches("[0-9.]+"))
                        < 0.5
                && field.share(value -> value.trimmed().startsWith("{")) < 0.5;
    }

    private double score(Field field) {
        FieldPath path = field.path();
        List<String> last = path.last();
        List<String> parents = path.parents();
        double score = nameScore(path, last, parents);
        double mails = field.share(value -> value.trimmed().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"));
        if (score == 0) {
            if (mails < 0.8) {
                return 0;
            }
            score = 1.5;
        }
        score += 0.3 * mails;
        score += last.contains("id") || last.contains("uid") || last.contains("key") || last.contains("arn") ? 0.3 : 0;
        score -= last.contains("display") ? 1.2 : 0;
        score -= 2 * Math.min(2, Words.count(last, WRONG));
        score -= Words.any(parents, WRONG_PARENTS) ? 1.5 : 0;
        score -= 0.1 * path.depth() + (path.isWithinArray() ? 1 : 0);
        score -= field.share(value -> value.trimmed().contains(" ")) > 0.5 ? 0.4 : 0;
        int distinct = field.distinct().size();
        if (distinct == 1 && field.count() >= 8) {
            score -= 1.5;
        }
        if (distinct == field.count() && distinct >= 20 && !Words.any(path.words(), PEOPLE)) {
            score -= 1.2; // people come again, events do not
        }
        return score + sample.coverage(field) + (distinct > 1 ? 0.3 : 0);
    }

    private static double nameScore(FieldPath path, List<String> last, List<String> parents) {
        if (path.squeezed().equals("uid") && !Words.any(parents, PEOPLE)) {
            return path.depth() == 0 ? 1 : 0; // more often that of an event
        }
        if (WHOLE.contains(path.squeezed())) {
            return last.contains("account")
                    ? 1.2
                    : Words.any(last, PEOPLE) || path.squeezed().startsWith("user") ? 2 : 1.6;
        }
        if (Words.any(last, PEOPLE)) {
            return Words.any(last, IDS) ? 2 : 1;
        }
        if (Words.any(last, IDS) && Words.any(parents, PEOPLE)) {
            List<String> steps = path.steps();
            boolean direct = steps.size() > 1 && Words.any(Words.of(steps.get(steps.size() - 2)), PEOPLE);
            return direct ? 2 : 1.3;
        }
        return 0;
    }
}
