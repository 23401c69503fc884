package io.rollcall.source.suggest;

import io.rollcall.model.login.EventTime;
import io.rollcall.model.place.Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what else a login may have: why it failed, the id of the event, the device. */
final class Details {
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}");

    private static final Set<String> REASONS = Set.of("reason", "reasons", "failurereason", "errorreason");
    private static final Set<String> REASON_WORDS = Words.set("""
        error failure message description detail details code cause errorcode errormessage msg why err\
        """);
    private static final Set<String> NO_REASON = Words.set("""
        id uuid time timestamp ip user stack device risk date agent url type email version country region city
        os browser name\
        """);

    private static final Set<String> NO_REASON_PARENTS = Words.set("""
        risk trust policy mfa device geo geoip location assessments user actor\
        """);

    private static final Set<String> EVENT = Words.set("""
        event log record message transaction audit entry insert activity tx eventid logid uuid txid guid eid msg
        login\
        """);
    private static final Set<String> IDS = Words.set("""
        id uuid guid eid uid eventid logid txid key insertid messageid hash ref\
        """);
    private static final Set<String> NO_EVENT = Words.set("""
        session correlation trace span request user actor device client app tenant org target parent group
        conversation cookie account principal fingerprint token risk access sequence context resource original
        host agent member customer person\
        """);

    private static final Set<String> SYSTEMS = Words.set("""
        os platform operatingsystem osname devicetype deviceos osplatform ostype osfamily\
        """);
    private static final Set<String> NO_SYSTEM = Set.of("version", "auth", "host", "server", "id", "agent", "build");
    private static final Set<String> AGENTS = Set.of(
            "useragent", "rawuseragent", "ua", "browseragent", "useragentoriginal", "clientuseragent", "httpuseragent");

    private final Sample logins;

    Details(Sample logins) {
        this.logins = logins;
    }

    /** Why logins failed, the best one first. */
    List<Candidate> reasons(Outcomes.Found outcome) {
        Set<Integer> succeeded = new LinkedHashSet<>(logins.elements());
        succeeded.removeAll(outcome.failed());
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : logins.fields()) {
            FieldPath path = field.path();
            boolean named = REASONS.contains(path.squeezed()) || path.last().contains("reason");
            double failed = part(field, outcome.failed());
            if (path.equals(outcome.field().path())
                    || field.hasType(Field.Type.BOOLEAN)
                    || field.longest() > 1_000
                    || failed < 0.2 && !(outcome.failed().isEmpty() && (named || isError(path)))) {
                continue;
            }
            double score = (named ? 2 : 0) + 0.8 * Math.min(2, Words.count(path.last(), REASON_WORDS));
            score -= 1.5 * Math.min(2, Words.count(path.last(), NO_REASON));
            score += outcome.failed().isEmpty() ? 0 : 2 * (failed - part(field, succeeded)) + failed;
            score += path.isBeside(outcome.field().path()) ? 0.4 : 0;
            score -= 0.1 * path.depth() + (path.isWithinArray() ? 0.5 : 0);
            score += named && path.depth() == 0 ? 0.4 : 0;
            score -= Words.any(path.parents(), NO_REASON_PARENTS) ? 1 : 0;
            Field ofFailed = field.of(outcome.failed());
            int distinct = ofFailed.distinct().size();
            score -= distinct > 3 && distinct == ofFailed.count() || distinct == 1 && ofFailed.count() > 3 ? 0.7 : 0;
            score -= ofFailed.share(value -> value.trimmed().split(" ").length > 5) > 0.5 ? 0.4 : 0;
            candidates.add(new Candidate(field, score));
        }
        return Candidate.sorted(candidates, 1.6);
    }

    private static boolean isError(FieldPath path) {
        return Set.of("error", "errormessage", "errorcode", "failure", "failuremessage")
                .contains(path.squeezed());
    }

    private static double part(Field field, Set<Integer> elements) {
        return elements.isEmpty()
                ? 0
                : elements.stream().filter(element -> field.in(element) != null).count() / (double) elements.size();
    }

    /** Ids of events, the best one first. @param user the fields of the user */
    List<Candidate> eventIds(List<Candidate> user) {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : logins.fields()) {
            FieldPath path = field.path();
            boolean isUser =
                    user.stream().anyMatch(other -> other.field().path().equals(path));
            if (isUser || logins.coverage(field) < 0.3 || !isId(field) || isTime(field)) {
                continue;
            }
            List<String> last = path.last();
            double uuids = field.share(value -> UUID.matcher(value.trimmed()).matches());
            boolean named = Words.any(last, IDS);
            if (!named) {
                continue;
            }
            double score = logins.coverage(field) + 0.7 * uuids + (path.depth() == 0 ? 0.5 : 0);
            score += Words.any(last, EVENT) ? 1 : 0;
            score += Words.any(path.parents(), EVENT) ? 0.3 : 0;
            score -= 2 * Math.min(2, Words.count(path.words(), NO_EVENT));
            score -= 0.2 * path.depth() + (path.isWithinArray() ? 2 : 0);
            score -= field.longest() < 6 ? 1 : 0;
            candidates.add(new Candidate(field, score));
        }
        return Candidate.sorted(candidates, 1);
    }

    /** A few repeats are events that were sent twice. */
    private static boolean isId(Field field) {
        return !field.hasType(Field.Type.BOOLEAN)
                && field.longest() <= 300
                && field.distinct().size() >= 0.9 * field.count();
    }

    private static boolean isTime(Field field) {
        return field.share(value -> value.type() == Field.Type.TEXT
                        && value.trimmed().contains(":")
                        && EventTime.parseMillis(value.trimmed()).isPresent())
                > 0.5;
    }

    /** Operating systems and kinds of devices, the best one first. */
    List<Candidate> systems() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : logins.fields()) {
            FieldPath path = field.path();
            List<String> last = path.last();
            boolean nameOfOs = path.squeezed().equals("name") && path.parents().contains("os");
            boolean type = last.contains("device")
                    && Words.any(last, Set.of("type", "os", "platform", "kind", "category", "class"));
            boolean named = SYSTEMS.contains(path.squeezed()) || last.contains("os") || nameOfOs || type;
            if (named && field.count() > 0 && field.isAll(Field.Type.TEXT) && field.longest() <= 100) {
                double score =
                        2 - (Words.any(path.words(), NO_SYSTEM) && !path.words().contains("user") ? 1.2 : 0);
                score -= last.contains("version") || last.contains("id") ? 2 : 0;
                score -= 0.1 * path.depth() + (path.isWithinArray() ? 0.5 : 0);
                score -= field.distinct().size() > 50 ? 1 : 0;
                candidates.add(new Candidate(field, score + logins.coverage(field)));
            }
        }
        return Candidate.sorted(candidates, 1.2);
    }

    /** User agents of browsers, the best one first. */
    List<Candidate> agents() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : logins.fields()) {
            double browsers =
                    field.share(value -> value.text().matches("(?s).*(Mozilla/|Windows|Android|iPhone|Mac OS).*"));
            boolean named = AGENTS.contains(field.path().squeezed())
                    || field.path().words().contains("agent")
                            && Words.any(field.path().last(), Set.of("agent", "original", "raw"));
            if (field.count() > 0 && field.isAll(Field.Type.TEXT) && browsers > 0.3 && (named || browsers > 0.8)) {
                double score = browsers + (named ? 1 : 0) - 0.1 * field.path().depth();
                candidates.add(new Candidate(field, score + logins.coverage(field)));
            }
        }
        return Candidate.sorted(candidates, 1);
    }

    /** Ids of devices, the best one first. */
    List<Candidate> deviceIds() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : logins.fields()) {
            List<String> last = field.path().last();
            boolean device =
                    Words.any(field.path().words(), Set.of("device", "deviceid", "fingerprint", "devicefingerprint"));
            boolean id = Words.any(
                    last, Set.of("id", "deviceid", "fingerprint", "uuid", "uid", "devicefingerprint", "serial", "key"));
            boolean address = field.share(value -> Address.of(value.trimmed()) != null) > 0.5;
            if (device
                    && id
                    && field.count() > 0
                    && !address
                    && field.longest() <= 500
                    && !Words.any(last, Set.of("os", "type", "name", "session", "user"))
                    && !field.hasType(Field.Type.BOOLEAN)) {
                double score = 1 - 0.1 * field.path().depth() - (field.path().isWithinArray() ? 0.5 : 0);
                candidates.add(new Candidate(field, score + logins.coverage(field)));
            }
        }
        return Candidate.sorted(candidates, 0.7);
    }

    /** Versions of the application, the best one first. */
    List<Candidate> versions() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : logins.fields()) {
            List<String> words = field.path().words();
            boolean named =
                    field.path().last().contains("version") && Words.any(words, Set.of("app", "application", "client"))
                            || field.path().squeezed().equals("appversion");
            if (named
                    && field.share(value -> value.trimmed().matches("v?[0-9]+(\\.[0-9A-Za-z-]+)+")) > 0.6
                    && !Words.any(words, Set.of("os", "browser", "tls", "schema", "agent"))) {
                candidates.add(new Candidate(
                        field, 1 + logins.coverage(field) - 0.1 * field.path().depth()));
            }
        }
        return Candidate.sorted(candidates, 0.5);
    }
}
