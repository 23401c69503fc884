package io.rollcall.kafka.newest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.place.Locales;
import io.rollcall.model.place.Region;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What {@code OTHER} is made of: the locales outside the configured ones, among the newest clean logins.
 * {@code rollcall status} and the page show the same.
 *
 * @param sample how many logins were looked at, at most {@link NewestLogins#SAMPLE}
 * @param counts logins by locale; empty if there are none
 */
public record OtherLocales(int sample, Map<String, Integer> counts) {
    private static final int MAX_LOCALES = 10;
    /** Longer locales are cut, in characters (code points). */
    private static final int MAX_LENGTH = 40;

    /** What is outside the configured locales in a sample. */
    public static OtherLocales of(NewestLogins newest, Settings settings) {
        Set<String> known = settings.locales();
        Map<String, Integer> counts = new TreeMap<>();
        newest.locales().stream()
                .filter(locale -> Locales.counted(locale, known).equals(Region.OTHER))
                .forEach(locale -> counts.merge(shown(locale), 1, Integer::sum));
        return new OtherLocales(newest.locales().size(), counts);
    }

    /**
     * The most frequent ones with their logins, in this order.
     *
     * @param seen the name by which a locale is seen. Those that are seen by one name are counted together, before any are
     *     left out: what is left out tells nothing of names that are not seen.
     */
    public Map<String, Integer> mostFrequent(UnaryOperator<String> seen) {
        Map<String, Integer> bySeen = new TreeMap<>();
        counts.forEach((locale, logins) -> bySeen.merge(seen.apply(locale), logins, Integer::sum));
        Map<String, Integer> most = new LinkedHashMap<>();
        bySeen.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_LOCALES)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        return most;
    }

    /** What a terminal can show: cut, and without control characters. */
    private static String shown(String locale) {
        return locale.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The most frequent locales with their counts, as a phrase. */
    public String text() {
        return mostFrequent(UnaryOperator.identity()).entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What to do to count them by their own name, in one sentence; empty if none of them is a place that is known. */
    public Optional<String> remedy() {
        boolean anyPlace = counts.keySet().stream().anyMatch(Locales::isPlace);
        return anyPlace
                ? Optional.of("Set " + SettingKey.LOCALES.key() + " to " + Locales.WORLD
                        + ", or to a list of these, to count countries by their own name.")
                : Optional.empty();
    }

    /** The counts of the most frequent locales. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        mostFrequent(UnaryOperator.identity()).forEach(json::put);
        return json;
    }
}
