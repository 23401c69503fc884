package io.rollcall.dashboard.board;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many records came when, by kind: counts by stretch of their Kafka timestamps. Not safe for several threads. */
final class EventRates {
    private final long stretchMillis;
    private final TreeMap<Long, Map<String, Long>> counts = new TreeMap<>();
    private final Map<String, Long> older = new HashMap<>();

    /** Counts for stretches this long (ms). */
    EventRates(long stretchMillis) {
        this.stretchMillis = stretchMillis;
    }

    void add(String kind, long timestampMillis) {
        long stretch = Math.floorDiv(timestampMillis, stretchMillis) * stretchMillis;
        counts.computeIfAbsent(stretch, s -> new HashMap<>()).merge(kind, 1L, Long::sum);
    }

    /** Records by kind with a Kafka timestamp before this (ms, a multiple of the stretch). */
    Map<String, Long> before(long timeMillis) {
        Map<String, Long> before = new HashMap<>(older);
        counts.headMap(timeMillis).values().forEach(count -> addAll(before, count));
        return before;
    }

    /** Records of all kinds, by start of the stretch (ms); stretches without any are left out. */
    NavigableMap<Long, Long> totals(long fromMillis, long toMillis) {
        NavigableMap<Long, Long> totals = new TreeMap<>();
        counts.subMap(fromMillis, toMillis)
                .forEach((stretch, count) -> totals.put(
                        stretch,
                        count.values().stream().mapToLong(Long::longValue).sum()));
        return totals;
    }

    /** Keeps of what is older than this (ms) only how many there were. */
    void rollUpBefore(long timeMillis) {
        var old = counts.headMap(timeMillis);
        old.values().forEach(count -> addAll(older, count));
        old.clear();
    }

    private static void addAll(Map<String, Long> sums, Map<String, Long> more) {
        more.forEach((kind, count) -> sums.merge(kind, count, Long::sum));
    }

    void clear() {
        counts.clear();
        older.clear();
    }
}
