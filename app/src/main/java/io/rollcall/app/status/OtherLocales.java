package io.rollcall.app.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What {@code OTHER} is made of: the most frequent locales outside the configured ones, among the newest clean logins. A
 * sample of fixed size needs no state anywhere.
 *
 * @param counts logins by locale, the most frequent first; empty if there are none
 */
public record OtherLocales(Map<String, Integer> counts) {
    /** The number of logins that are looked at. */
    public static final int SAMPLE = 2_000;

    private static final int MAX_LOCALES = 10;
    /** Longer locales are cut, in characters (code points). */
    private static final int MAX_LENGTH = 40;

    /** Reads the newest clean logins. @throws UserError if Kafka fails */
    public static OtherLocales read(TopicAdmin admin, Settings settings) {
        String topic = settings.topics().clean();
        if (!admin.names().contains(topic)) {
            return new OtherLocales(Map.of());
        }
        Set<String> known = settings.locales();
        Map<String, Integer> counts = new TreeMap<>();
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.last(SAMPLE, admin.partitions(List.of(topic)))) {
                String locale = locale(record.value());
                if (locale != null && !known.contains(locale)) {
                    counts.merge(shown(locale), 1, Integer::sum);
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
        return new OtherLocales(mostFrequent(counts));
    }

    /** The locale of a clean login, or null if the record is none. */
    private static String locale(byte[] value) {
        try {
            return value == null ? null : LoginJson.readClean(value).locale();
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
