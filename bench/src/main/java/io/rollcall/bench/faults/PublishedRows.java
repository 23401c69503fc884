package io.rollcall.bench.faults;

import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.testkit.oracle.TopicRecords;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the statistics topic holds, as compaction keeps it. */
final class PublishedRows {
    /** The setting {@code future-tolerance}, ms. */
    private static final long TOLERANCE = 30_000;

    private PublishedRows() {}

    /** The logins in the last row of each key. */
    static Map<String, Long> of(RunningRollcall rollcall) {
        Map<String, Long> rows = new TreeMap<>();
        TopicRecords.forEach(rollcall.kafka(), rollcall.topics().stats(), message -> {
            if (message.value() == null) {
                rows.remove(new String(message.key(), StandardCharsets.UTF_8));
            } else {
                WindowStats row = StatsJson.read(message.value());
                rows.put(row.key(), row.logins());
            }
        });
        return rows;
    }

    /**
     * Start (ms) of the first window to which no record belongs that came before those on the raw topic. Such a record
     * came before the first one that is there, and its event is at most the tolerance ahead of it.
     */
    static long firstWhole(RunningRollcall rollcall) {
        Map<Integer, Long> first = new TreeMap<>();
        TopicRecords.forEach(
                rollcall.kafka(),
                rollcall.topics().raw(),
                message -> first.putIfAbsent(message.partition(), message.timestamp()));
        long last = first.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        return Windowing.DEFAULT.paneOf(last + TOLERANCE) + Windowing.DEFAULT.slideMillis();
    }
}
