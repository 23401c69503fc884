package io.rollcall.source.suggest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds how logins ended. */
final class Outcomes {
    private static final int MAX_VALUES = 40;

    private static final Set<String> NAMES = Words.set("""
        outcome result success succeeded status response disposition verdict decision successful issuccess
        resulttype loginresult authresult loginstatus eventresponse state eventresult\
        """);

    private static final Set<String> FLAGS = Words.set("""
        success successful succeeded ok authenticated allowed passed granted issuccess failed failure error
        denied issuccessful accepted wassuccessful loginsuccess\
        """);

    private static final Set<String> FLAGS_OF_FAILURE = Set.of("failed", "failure", "error", "denied", "isfailure");

    private static final Set<String> WRONG = Words.set("""
        mfa risk device policy compliance trusted threat level behaviors proxy conditional reason message detail
        description geo location region country province factor display user version cancelled admin account\
        """);

    /**
     * How logins ended.
     *
     * @param success the values that mean success
     * @param failures the values of the sample that mean failure, or are taken for it
     * @param failed the elements that failed
     */
    record Found(Field field, List<String> success, List<String> failures, Set<Integer> failed) {
        /** The values that say that it is not over yet, or that nobody knows. */
        List<Field.Value> open() {
            return field.distinct().keySet().stream()
                    .filter(value -> value.type() == Field.Type.TEXT && Verdicts.isOpen(value.text()))
                    .toList();
        }
    }

    private record Reading(Found found, double score) {}

    private final Sample logins;

    Outcomes(Sample logins) {
        this.logins = logins;
    }

    /** @param login how logins are told from other events; null if every element is one */
    Optional<Found> find(Logins.Found login) {
        Reading best = null;
        for (Field field : logins.fields()) {
            if (field.count() > 0 && field.longest() <= 80 && logins.coverage(field) >= 0.3) {
                boolean isType =
                        login != null && field.path().equals(login.field().path());
                Reading reading = read(field, isType);
                if (reading != null && (best == null || reading.score() > best.score())) {
                    best = reading;
                }
            }
        }
        return best == null || best.score() < 2 ? Optional.empty() : Optional.of(best.found());
    }

    private Reading read(Field field, boolean isType) {
        Set<String> values = new LinkedHashSet<>();
        field.values().forEach(value -> values.add(value.trimmed()));
        if (values.size() > MAX_VALUES) {
            return null;
        }
        FieldPath path = field.path();
        boolean named = NAMES.contains(path.squeezed()) || Words.any(path.last(), NAMES);
        List<String> good;
        double score;
        if (field.isAll(Field.Type.BOOLEAN)) {
            if (!FLAGS.contains(path.squeezed()) && !Words.any(path.last(), FLAGS)) {
                return null;
            }
            boolean inverse = Words.any(path.last(), FLAGS_OF_FAILURE) || FLAGS_OF_FAILURE.contains(path.squeezed());
            good = List.of(Boolean.toString(!inverse));
            score = 2;
        } else if (!isType && values.stream().allMatch(value -> value.matches("-?[0-9]{1,9}"))) {
            good = goodNumbers(values, path);
            score = good.isEmpty() ? 0 : 0.8;
        } else {
            good = values.stream()
                    .filter(value -> Verdicts.of(value) > 0 || isType && Verdicts.of(value) == 0)
                    .toList();
            long clear =
                    values.stream().filter(value -> Verdicts.of(value) != 0).count();
            boolean both = !good.isEmpty() && values.stream().anyMatch(value -> Verdicts.of(value) < 0);
            score = 1.5 * clear / values.size() + (both ? 1.5 : 0);
            if (good.isEmpty() || !both && (!named || isType) || clear == 0 || 2 * clear < values.size() && !both) {
                return null;
            }
        }
        if (good.isEmpty()) {
            return null;
        }
        score += (named ? 1.2 : 0) + logins.coverage(field) - 0.1 * path.depth();
        score -= Words.any(path.last(), WRONG) && !isType ? 2 : 0;
        score -= Words.any(path.parents(), WRONG) ? 1 : 0;
        score -= (path.isWithinArray() ? 0.8 : 0) + (values.size() > 10 ? 0.5 : 0);
        score -= field.share(value -> value.text().strip().split(" ").length > 3) > 0.3 ? 1 : 0;
        return new Reading(found(field, good, values), score);
    }

    private static Found found(Field field, List<String> good, Set<String> values) {
        List<String> failures =
                values.stream().filter(value -> !good.contains(value)).toList();
        Set<Integer> failed = new LinkedHashSet<>(field.elements());
        failed.removeIf(element -> good.contains(field.in(element).trimmed()));
        return new Found(field, good, failures, failed);
    }

    /** Zero among codes of errors, and codes of HTTP. */
    private static List<String> goodNumbers(Set<String> values, FieldPath path) {
        List<String> good = new ArrayList<>();
        List<String> words = path.words();
        boolean http = values.stream().allMatch(value -> value.matches("[1-5][0-9][0-9]"));
        if (http && (words.contains("status") || words.contains("http") || words.contains("code"))) {
            values.stream().filter(value -> value.matches("[23].*")).forEach(good::add);
        } else if (values.contains("0")
                && (Words.any(words, Set.of("error", "result", "errorcode", "resulttype", "resultcode", "rc"))
                        || path.squeezed().equals("status"))) {
            good.add("0");
        }
        return good;
    }
}
