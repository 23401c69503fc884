package io.rollcall.source.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which elements are logins. */
final class Logins {
    private static final int MAX_VALUES = 12;
    private static final int MAX_LENGTH = 100;
    private static final double MIN_SCORE = 1;

    private static final Set<String> TYPES = Words.set("""
        type event eventtype eventname action name activity operation kind category code op eventid message verb
        triggersource subtype method class\
        """);

    private static final Set<String> WRONG = Words.set("""
        description display reason url uri path agent user actor error result outcome status client app
        application device protocol grant scope hostname host topic email policy id provider target resource
        message version source username legacy old\
        """);

    /**
     * How logins are told from other events.
     *
     * @param values those of the field that are logins; the most frequent first
     * @param others how many other values it has
     * @param elements the elements that are logins
     */
    record Found(Field field, List<Field.Value> values, int others, Set<Integer> elements) {
        String expression() {
            List<String> tests = new ArrayList<>();
            values.forEach(value -> tests.add(field.expression() + " == " + value.literal()));
            return String.join(" or ", tests);
        }
    }

    private final Sample sample;

    Logins(Sample sample) {
        this.sample = sample;
    }

    Optional<Found> find() {
        Found best = null;
        double bestScore = MIN_SCORE;
        for (Field field : sample.fields()) {
            if (field.count() == 0 || field.longest() > MAX_LENGTH || !mayBeType(field)) {
                continue;
            }
            Found found = found(field);
            double score = found == null ? 0 : score(found);
            if (score > bestScore) {
                best = found;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Numbers name logins only as ids of events. */
    private static boolean mayBeType(Field field) {
        List<String> words = field.path().last();
        boolean id = words.contains("id") || words.contains("code") || words.contains("eventid");
        return field.isAll(Field.Type.TEXT) && !field.values().get(0).text().matches("[0-9]+")
                || !field.hasType(Field.Type.BOOLEAN)
                        && id
                        && field.path().words().stream().anyMatch(word -> word.startsWith("event"));
    }

    /** The values that name logins; null if none does. */
    private static Found found(Field field) {
        Map<Field.Value, Integer> distinct = field.distinct();
        if (distinct.size() > 200) {
            return null;
        }
        int surest = distinct.keySet().stream()
                .mapToInt(value -> Verdicts.login(value.text()))
                .max()
                .orElse(0);
        if (surest == 0) {
            return null;
        }
        Map<Field.Value, Integer> logins = new LinkedHashMap<>();
        distinct.entrySet().stream()
                .filter(entry -> Verdicts.login(entry.getKey().text()) == surest)
                .sorted(Map.Entry.<Field.Value, Integer>comparingByValue().reversed())
                .limit(MAX_VALUES)
                .forEach(entry -> logins.put(entry.getKey(), entry.getValue()));
        Set<Integer> elements = new HashSet<>(field.elements());
        elements.removeIf(element -> !logins.containsKey(field.in(element)));
        return new Found(field, List.copyOf(logins.keySet()), distinct.size() - logins.size(), elements);
    }

    private double score(Found found) {
        FieldPath path = found.field().path();
        double score = 0.5 + Verdicts.login(found.values().get(0).text());
        score += found.others() > 0 ? 1.5 : 0;
        // One that also says how the login ended is the more exact one.
        boolean good = found.values().stream().anyMatch(value -> Verdicts.of(value.text()) >= 0);
        score += good && found.values().stream().anyMatch(value -> Verdicts.of(value.text()) < 0) ? 0.8 : 0;
        score += TYPES.contains(path.squeezed()) || Words.any(path.last(), TYPES) ? 1.5 : 0;
        score -= Words.any(path.last(), WRONG) && !TYPES.contains(path.squeezed()) ? 2 : 0;
        score -= path.words().contains("user") || path.words().contains("actor") ? 1 : 0;
        score -= found.field().share(value -> value.text().trim().split(" ").length > 3) > 0.5 ? 1.5 : 0;
        score -= 0.15 * path.depth() + (path.isWithinArray() ? 0.3 : 0);
        return score - 2 + 2 * sample.coverage(found.field());
    }
}
