package io.rollcall.source.suggest;

import io.rollcall.model.place.Address;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.PlaceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds where a login comes from: address, state, country. */
final class Places {
    private static final Set<String> NEAR = Words.set("""
        client source src remote caller user actor peer origin ip ipaddr ipaddress address addr clientip
        sourceip srcip remoteip forwarded login\
        """);

    private static final Set<String> FAR = Words.set("""
        dest destination server dst host target local internal private gateway proxy dns listener device
        previous last version auth mfa\
        """);

    private static final Set<String> STATES = Words.set("""
        state region province subdivision locale regioncode regionname statecode stateprov stateorprovince prov
        st bundesstaat usstate subdivisions\
        """);

    private static final Set<String> COUNTRIES = Set.of("country", "countrycode", "countryname", "nation", "cc", "geo");

    private final Sample sample;

    Places(Sample sample) {
        this.sample = sample;
    }

    /** Addresses, the best one first. */
    List<Candidate> addresses() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : sample.fields()) {
            if (field.count() > 0 && field.share(value -> isAddress(value.trimmed())) >= 0.7) {
                FieldPath path = field.path();
                double score = 1 + 0.5 * Math.min(2, Words.count(path.last(), NEAR));
                score += Words.any(path.parents(), NEAR) ? 0.3 : 0;
                score -= 1.5 * Math.min(2, Words.count(path.last(), FAR)) + (Words.any(path.parents(), FAR) ? 1 : 0);
                score -= 0.1 * path.depth() + (path.isWithinArray() ? 0.6 : 0);
                score += field.distinct().size() > 1 ? 0.5 : 0;
                candidates.add(new Candidate(field, score + sample.coverage(field)));
            }
        }
        return Candidate.sorted(candidates, 1);
    }

    private static boolean isAddress(String text) {
        return (text.indexOf('.') > 0 || text.indexOf(':') >= 0) && Address.of(text) != null;
    }

    /** Countries, the best one first. */
    List<Candidate> countries() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : sample.fields()) {
            if (field.count() > 0 && field.isAll(Field.Type.TEXT) && field.longest() <= 60) {
                double known = field.share(value -> isCountry(value.trimmed()));
                boolean named = Words.any(field.path().last(), COUNTRIES);
                boolean regionOfCountries = Words.any(field.path().last(), STATES)
                        && known > 0.9
                        && field.share(value -> isUnitedStates(value.trimmed())) > 0;
                if (named && known > 0.3 || regionOfCountries) {
                    candidates.add(new Candidate(field, place(field) + known + (named ? 1 : 0) + codes(field)));
                }
            }
        }
        return Candidate.sorted(candidates, 1);
    }

    private static boolean isCountry(String text) {
        return PlaceNames.locale(null, text) != null;
    }

    private static boolean isUnitedStates(String text) {
        return Country.UNITED_STATES.equals(PlaceNames.locale(null, text));
    }

    /** States, the best one first. */
    List<Candidate> states() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : sample.fields()) {
            if (field.count() == 0 || field.hasType(Field.Type.BOOLEAN) || field.longest() > 60) {
                continue;
            }
            double known = field.share(value -> isState(value.trimmed()));
            double names = field.share(value -> value.trimmed().length() > 3 && isState(value.trimmed()));
            boolean countries = field.share(value -> isUnitedStates(value.trimmed())) > 0;
            boolean named = Words.any(field.path().last(), STATES);
            if (!countries
                    && (named && known >= 0.2
                            || names >= 0.9 && field.distinct().size() >= 3)) {
                candidates.add(new Candidate(field, place(field) + known + (named ? 1 : 0) + codes(field)));
            }
        }
        return Candidate.sorted(candidates, 1);
    }

    private static boolean isState(String text) {
        return PlaceNames.locale(text, null) != null;
    }

    /** Where a source has both codes and names, codes are not translated. */
    private static double codes(Field field) {
        return field.share(value -> value.trimmed().length() <= 3) > 0.9
                        || field.path().last().contains("code")
                ? 0.3
                : 0;
    }

    private double place(Field field) {
        FieldPath path = field.path();
        return 0.5
                - (Words.any(path.words(), FAR) ? 1 : 0)
                - 0.05 * path.depth()
                - (path.isWithinArray() ? 0.5 : 0)
                + sample.coverage(field);
    }
}
