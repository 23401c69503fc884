package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.VisitCounts;
import io.rollcall.model.login.EventId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;

/**
 * The logins that no window counts: rejected and late ones. Each raw record counts once. Times are Kafka timestamps, ms
 * since the epoch. Not thread-safe.
 */
final class RejectedAndLate {
    private static final String LATE = "late";
    /** Intervals that {@link #newestRates()} covers. */
    private static final int NEWEST_INTERVALS = 3;

    private final long intervalMillis;
    private final long historyMillis;
    private final RejectedRecords rejected = new RejectedRecords();
    private final IntervalCounts rejectedCounts;
    private final DistinctRecords late = new DistinctRecords();
    private final IntervalCounts lateCounts;
    /** The newest timestamp of either kind. */
    private long newest = Long.MIN_VALUE;

    /** Counts per interval of this length (ms), for as long as the history (ms). */
    RejectedAndLate(long intervalMillis, long historyMillis) {
        this.intervalMillis = intervalMillis;
        this.historyMillis = historyMillis;
        rejectedCounts = new IntervalCounts(intervalMillis);
        lateCounts = new IntervalCounts(intervalMillis);
    }

    /**
     * Adds a record of the rejected topic.
     *
     * @return false if it was added before
     * @throws IllegalArgumentException if a required field is missing
     */
    boolean addRejected(JsonNode record, long timestampMillis) {
        boolean isNew = rejected.add(record, timestampMillis);
        if (isNew) {
            rejectedCounts.add(record.path("reason").textValue(), timestampMillis);
            newest = Math.max(newest, timestampMillis);
        }
        return isNew;
    }

    /** Adds a record of the late topic. Returns false if it was added before. */
    boolean addLate(EventId id, long timestampMillis) {
        boolean isNew = late.add(id);
        if (isNew) {
            lateCounts.add(LATE, timestampMillis);
            newest = Math.max(newest, timestampMillis);
        }
        return isNew;
    }

    /** These visits with all rejected and late records. */
    CumulativeCounts counts(VisitCounts visits) {
        return new CumulativeCounts(visits.total(), visits.byLocale(), rejected.byReason(), late.count());
    }

    /** These visits with the rejected and late records before a time, which must be a multiple of the interval. */
    CumulativeCounts countsBefore(long timeMillis, VisitCounts visits) {
        return new CumulativeCounts(
                visits.total(),
                visits.byLocale(),
                rejectedCounts.before(timeMillis),
                lateCounts.before(timeMillis).getOrDefault(LATE, 0L));
    }

    /** The intervals that start in this range and have records, oldest first. */
    List<RejectedAndLateRate> rates(long fromMillis, long toMillis) {
        NavigableMap<Long, Long> rejectedTotals = rejectedCounts.totals(fromMillis, toMillis);
        NavigableMap<Long, Long> lateTotals = lateCounts.totals(fromMillis, toMillis);
        TreeSet<Long> starts = new TreeSet<>(rejectedTotals.keySet());
        starts.addAll(lateTotals.keySet());
        return starts.stream()
                .map(start -> new RejectedAndLateRate(
                        start, rejectedTotals.getOrDefault(start, 0L), lateTotals.getOrDefault(start, 0L)))
                .toList();
    }

    /** The rates of the newest few intervals. */
    List<RejectedAndLateRate> newestRates() {
        return newest == Long.MIN_VALUE ? List.of() : rates(newest - NEWEST_INTERVALS * intervalMillis, Long.MAX_VALUE);
    }

    /** The newest rejected records, newest first, with long values truncated. */
    List<JsonNode> newestRejected(int limit) {
        return rejected.newest(limit);
    }

    /** Drops the intervals older than the history; their records stay in the cumulative counts. */
    void tidy() {
        if (newest != Long.MIN_VALUE) {
            rejectedCounts.dropBefore(newest - historyMillis);
            lateCounts.dropBefore(newest - historyMillis);
        }
    }

    void clearRejected() {
        rejected.clear();
        rejectedCounts.clear();
    }

    void clearLate() {
        late.clear();
        lateCounts.clear();
    }
}
