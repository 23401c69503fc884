package io.rollcall.kafka.newest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What {@code OTHER} is made of: the most frequent locales outside the configured ones, among the newest clean logins. A
 * sample of fixed size needs no state anywhere. {@code rollcall status} and the page show the same.
 *
 * @param sample how many logins were looked at, at most {@link #SAMPLE}
 * @param counts logins by locale, the most frequent first; empty if there are none
 */
public record OtherLocales(int sample, Map<String, Integer> counts) {
    /** The largest number of logins that are looked at. */
    public static final int SAMPLE = 2_000;
    /** The largest number of locales. */
    public static final int MAX_LOCALES = 10;
    /** Longer locales are cut, in characters (code points). */
    public static final int MAX_LENGTH = 40;

    /** Reads the newest clean logins, which takes some hundred milliseconds. @throws UserError if Kafka fails */
    public static OtherLocales read(Settings settings) {
        KafkaSettings kafka = KafkaSettings.of(settings);
        Set<String> known = settings.locales();
        Map<String, Integer> counts = new TreeMap<>();
        int logins = 0;
        try (NewestRecords<String> records = new NewestRecords<>(kafka, OtherLocales::locale)) {
            for (String locale : records.read(settings.topics().clean(), SAMPLE)) {
                logins++;
                if (!known.contains(locale)) {
                    counts.merge(shown(locale), 1, Integer::sum);
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(kafka.bootstrapServer(), e);
        }
        return new OtherLocales(logins, mostFrequent(counts));
    }

    /** The locale of a clean login, or null if the record is none. */
    private static String locale(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? null
                    : LoginJson.readClean(record.value()).locale();
        } catch (RuntimeException notALogin) {
            return null;
        }
    }

    private static Map<String, Integer> mostFrequent(Map<String, Integer> counts) {
        Map<String, Integer> most = new LinkedHashMap<>();
        counts.entrySet().stream()
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

    /** The locales with their counts, as a phrase. */
    public String text() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The counts by locale. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        counts.forEach(json::put);
        return json;
    }
}
