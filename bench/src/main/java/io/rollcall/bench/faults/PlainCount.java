package io.rollcall.bench.faults;

import io.rollcall.model.CleanLogin;
import io.rollcall.model.IsoTime;
import io.rollcall.model.Json;
import io.rollcall.model.KafkaSettings;
import io.rollcall.model.Region;
import io.rollcall.model.Window;
import io.rollcall.model.Windowing;
import io.rollcall.oracle.Oracle;
import io.rollcall.oracle.TopicRecords;
import java.util.HashMap;
import java.util.Map;

/**
 * The control: what a count of the clean topic's records, without a look at their event ids, would have got wrong. Where
 * it is right, the fault did not bite.
 *
 * @param wrongRows rows of statistics that would be wrong
 * @param rows rows there are
 */
record PlainCount(long wrongRows, long rows) {
    static PlainCount of(KafkaSettings kafka, String cleanTopic, Oracle oracle) {
        Map<String, Long> counts = new HashMap<>();
        TopicRecords.forEach(kafka, cleanTopic, message -> {
            CleanLogin login = Json.readCleanLogin(message.value());
            String locale = Region.defaultLocales().contains(login.locale()) ? login.locale() : Region.OTHER;
            Windowing windowing = Windowing.DEFAULT;
            for (Window window : windowing.windowsOf(windowing.paneOf(login.timestampMillis()))) {
                counts.merge(IsoTime.format(window.startMillis()) + "|" + locale, 1L, Long::sum);
            }
        });
        Map<String, Long> wanted = oracle.loginCounts();
        long wrong = wanted.entrySet().stream()
                .filter(row -> !row.getValue().equals(counts.get(row.getKey())))
                .count();
        return new PlainCount(wrong, wanted.size());
    }
}
