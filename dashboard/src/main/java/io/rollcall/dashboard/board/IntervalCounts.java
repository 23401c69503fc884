package io.rollcall.dashboard.board;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts of records by kind, one per interval of their Kafka timestamps. Times are ms since the epoch. Not thread-safe.
 */
final class IntervalCounts {
    private final long intervalMillis;
    private final TreeMap<Long, Map<String, Long>> counts = new TreeMap<>();
    /** The number of records in dropped intervals, by kind. */
    private final Map<String, Long> dropped = new HashMap<>();

    /** Counts per interval of this length (ms). */
    IntervalCounts(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    void add(String kind, long timestampMillis) {
        long interval = Math.floorDiv(timestampMillis, intervalMillis) * intervalMillis;
        counts.computeIfAbsent(interval, start -> new HashMap<>()).merge(kind, 1L, Long::sum);
    }

    /** Records by kind with a Kafka timestamp before this time, which must be a multiple of the interval. */
    Map<String, Long> before(long timeMillis) {
        Map<String, Long> before = new HashMap<>(dropped);
        counts.headMap(timeMillis).values().forEach(count -> addAll(before, count));
        return before;
    }

    /** Records of all kinds by start of the interval; empty intervals are missing. */
    NavigableMap<Long, Long> totals(long fromMillis, long toMillis) {
        NavigableMap<Long, Long> totals = new TreeMap<>();
        counts.subMap(fromMillis, toMillis)
                .forEach((start, count) -> totals.put(
                        start,
                        count.values().stream().mapToLong(Long::longValue).sum()));
        return totals;
    }

    /** Drops the intervals before this time; their records stay in {@link #before}. */
    void dropBefore(long timeMillis) {
        var old = counts.headMap(timeMillis);
        old.values().forEach(count -> addAll(dropped, count));
        old.clear();
    }

    private static void addAll(Map<String, Long> sums, Map<String, Long> more) {
        more.forEach((kind, count) -> sums.merge(kind, count, Long::sum));
    }

    void clear() {
        counts.clear();
        dropped.clear();
    }
}
