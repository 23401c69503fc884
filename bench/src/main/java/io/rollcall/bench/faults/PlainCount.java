package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.place.Locales;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.TopicRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The control for faults that make jobs write records again: a count of the records on the clean topic that ignores
 * their event ids. If it is right, the fault had no effect.
 *
 * @param wrongRows the number of rows of statistics that such a count would get wrong
 * @param rows the number of all rows
 */
record PlainCount(long wrongRows, long rows) {
    /** Counts the records on the clean topic and compares with the oracle. @param locales the setting {@code locales} */
    static PlainCount of(KafkaSettings kafka, String cleanTopic, Oracle oracle, Set<String> locales) {
        Map<String, Long> counts = new HashMap<>();
        TopicRecords.forEach(kafka, cleanTopic, message -> {
            CleanLogin login = LoginJson.readClean(message.value());
            if (login.hasFailed()) {
                return;
            }
            String locale = Locales.counted(login.locale(), locales);
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
