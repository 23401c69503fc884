package io.rollcall.bench.faults;

import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.testkit.oracle.TopicRecords;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What the statistics topic holds, as compaction keeps it. */
final class PublishedRows {
    /** The setting {@code future-tolerance}, ms. */
    private static final long TOLERANCE = 30_000;

    private PublishedRows() {}

    /** The logins in the last row of each key. */
    static Map<String, Long> of(RunningRollcall rollcall) {
        return of(rollcall, WindowStats::logins);
    }

    /** The failed logins in the last row of each key. */
    static Map<String, Long> failedOf(RunningRollcall rollcall) {
        return of(rollcall, row -> row.failures().logins());
    }

    private static Map<String, Long> of(RunningRollcall rollcall, ToLongFunction<WindowStats> number) {
        Map<String, Long> rows = new TreeMap<>();
        TopicRecords.forEach(rollcall.kafka(), rollcall.topics().stats(), message -> {
            if (message.value() == null) {
                rows.remove(new String(message.key(), StandardCharsets.UTF_8));
            } else {
                WindowStats row = StatsJson.read(message.value());
                rows.put(row.key(), number.applyAsLong(row));
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
