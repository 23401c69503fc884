package io.rollcall.dashboard.board;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of records by kind, one per interval of their Kafka timestamps, and their sums. Times are ms since the epoch. Not
 * thread-safe, but what it returns is immutable.
 */
final class IntervalCounts {
    private final long intervalMillis;
    private final TreeMap<Long, Interval> intervals = new TreeMap<>();
    private final Map<String, Long> sums = new HashMap<>();
    /** Records before this time are not counted. */
    private long fromMillis = Long.MIN_VALUE;

    /** The records of one interval by kind. Never changes once it was handed out. */
    static final class Interval {
        private final long startMillis;
        private final Map<String, Long> byKind;
        private boolean handedOut;

        private Interval(long startMillis, Map<String, Long> byKind) {
            this.startMillis = startMillis;
            this.byKind = new HashMap<>(byKind);
        }

        private Interval handOut() {
            handedOut = true;
            return this;
        }

        private Interval plus(String kind) {
            Interval more = handedOut ? new Interval(startMillis, byKind) : this;
            more.byKind.merge(kind, 1L, Long::sum);
            return more;
        }

        /** Start of the interval, ms since the epoch. */
        long startMillis() {
            return startMillis;
        }

        /** Records of all kinds. */
        long total() {
            return byKind.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Counts per interval of this length (ms). */
    IntervalCounts(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    void add(String kind, long timestampMillis) {
        long start = Math.floorDiv(timestampMillis, intervalMillis) * intervalMillis;
        if (start >= fromMillis) {
            intervals.compute(
                    start, (key, before) -> (before == null ? new Interval(start, Map.of()) : before).plus(kind));
            sums.merge(kind, 1L, Long::sum);
        }
    }

    /** Records by kind of all intervals; kinds without records are missing. */
    Map<String, Long> sums() {
        return Map.copyOf(sums);
    }

    /** The intervals with records that start in this range, oldest first. */
    List<Interval> within(long from, long to) {
        return from < to
                ? intervals.subMap(from, to).values().stream()
                        .map(Interval::handOut)
                        .toList()
                : List.of();
    }

    /** Records by kind in these intervals. */
    static Map<String, Long> sumsOf(Collection<Interval> intervals) {
        Map<String, Long> sums = new HashMap<>();
        intervals.forEach(interval -> interval.byKind.forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        return sums;
    }

    /** Drops the intervals that start before this time, and counts no such records from now on. */
    void dropBefore(long timeMillis) {
        fromMillis = Math.max(fromMillis, timeMillis);
        Map<Long, Interval> old = intervals.headMap(timeMillis);
        sumsOf(old.values())
                .forEach((kind, count) -> sums.computeIfPresent(kind, (k, sum) -> sum > count ? sum - count : null));
        old.clear();
    }

    void clear() {
        intervals.clear();
        sums.clear();
    }
}
