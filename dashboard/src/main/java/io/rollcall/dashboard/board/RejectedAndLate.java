package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.login.EventId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The logins that no window counts: rejected and late ones. Each raw record counts once. All of it reaches as far back as
 * visits do: numbers, ids and memory do not depend on how long the dashboard runs. Times are Kafka timestamps, ms since the
 * epoch. Not thread-safe, but what it returns is immutable.
 */
final class RejectedAndLate {
    private static final String LATE = "late";
    /** Intervals that {@link #newestRates()} covers. */
    private static final int NEWEST_INTERVALS = 3;
    /** Ids of records that are older than this are packed. */
    private static final long PACK_MILLIS = Duration.ofMinutes(10).toMillis();

    private final long intervalMillis;
    private final long stretchMillis;
    private final RejectedRecords newestRejected = new RejectedRecords();
    private final DistinctRecords rejected = new DistinctRecords();
    private final IntervalCounts rejectedCounts;
    private final DistinctRecords late = new DistinctRecords();
    private final IntervalCounts lateCounts;
    /** The newest timestamp of either kind. */
    private long newest = Long.MIN_VALUE;
    /** The newest time of the broker's clock that is known. */
    private long now = Long.MIN_VALUE;
    /** Records with earlier timestamps are not counted. */
    private long from = Long.MIN_VALUE;

    /** Counts per interval of this length (ms), back to this long (ms) before the broker's time. */
    RejectedAndLate(long intervalMillis, long stretchMillis) {
        this.intervalMillis = intervalMillis;
        this.stretchMillis = stretchMillis;
        rejectedCounts = new IntervalCounts(intervalMillis);
        lateCounts = new IntervalCounts(intervalMillis);
    }

    /** Rejected and late records of some intervals. */
    record Intervals(List<IntervalCounts.Interval> rejected, List<IntervalCounts.Interval> late) {
        /** Rejected records by reason. */
        Map<String, Long> rejectedByReason() {
            return IntervalCounts.sumsOf(rejected);
        }

        /** Late records. */
        long lateTotal() {
            return late.stream().mapToLong(IntervalCounts.Interval::total).sum();
        }

        /** One rate per interval that has records, oldest first. */
        List<RejectedAndLateRate> rates() {
            Map<Long, RejectedAndLateRate> rates = new TreeMap<>();
            rejected.forEach(interval -> rates.put(
                    interval.startMillis(), new RejectedAndLateRate(interval.startMillis(), interval.total(), 0)));
            late.forEach(interval -> rates.merge(
                    interval.startMillis(),
                    new RejectedAndLateRate(interval.startMillis(), 0, interval.total()),
                    (a, b) -> new RejectedAndLateRate(a.startMillis(), a.rejected(), b.late())));
            return List.copyOf(rates.values());
        }
    }

    /**
     * Adds a record of the rejected topic.
     *
     * @return false if it was added before
     * @throws IllegalArgumentException if a required field is missing
     */
    boolean addRejected(JsonNode record, long timestampMillis) {
        JsonNode reason = record.path("reason");
        if (!reason.isTextual()
                || !record.path("partition").canConvertToInt()
                || !record.path("offset").canConvertToLong()
                || record.has("element") && !record.path("element").canConvertToInt()) {
            throw new IllegalArgumentException("a rejected login needs reason, partition and offset");
        }
        EventId id = new EventId(
                record.path("partition").intValue(),
                record.path("offset").longValue(),
                record.path("element").asInt(EventId.WHOLE));
        if (!rejected.add(id, timestampMillis)) {
            return false;
        }
        rejectedCounts.add(reason.textValue(), timestampMillis);
        newestRejected.add(record, id, timestampMillis);
        newest = Math.max(newest, timestampMillis);
        return true;
    }

    /** Adds a record of the late topic. Returns false if it was added before. */
    boolean addLate(EventId id, long timestampMillis) {
        if (!late.add(id, timestampMillis)) {
            return false;
        }
        lateCounts.add(LATE, timestampMillis);
        newest = Math.max(newest, timestampMillis);
        return true;
    }

    /** Rejected records by reason. */
    Map<String, Long> rejectedByReason() {
        return rejectedCounts.sums();
    }

    /** Late records. */
    long lateTotal() {
        return lateCounts.sums().getOrDefault(LATE, 0L);
    }

    /** Whether the records with this timestamp or a later one are counted. */
    boolean counts(long timestampMillis) {
        return timestampMillis >= from;
    }

    /** The intervals that start in this range and have records. */
    Intervals within(long fromMillis, long toMillis) {
        return new Intervals(rejectedCounts.within(fromMillis, toMillis), lateCounts.within(fromMillis, toMillis));
    }

    /** The rates of the newest few intervals. */
    List<RejectedAndLateRate> newestRates() {
        return newest == Long.MIN_VALUE
                ? List.of()
                : within(newest - NEWEST_INTERVALS * intervalMillis, Long.MAX_VALUE)
                        .rates();
    }

    /** The newest rejected records, newest first, with long values truncated. */
    List<JsonNode> newestRejected(int limit) {
        return newestRejected.newest(limit);
    }

    /** Drops what is older than the stretch. @param brokerMillis the newest time of the broker's clock that is known */
    void advance(long brokerMillis) {
        if (brokerMillis > now) {
            now = brokerMillis;
            from = Math.floorDiv(now, intervalMillis) * intervalMillis - stretchMillis;
            rejectedCounts.dropBefore(from);
            lateCounts.dropBefore(from);
            newestRejected.dropBefore(from);
        }
    }

    /** Forgets and packs ids. Call it about once per second. */
    void tidy() {
        long time = Math.max(now, newest);
        if (time != Long.MIN_VALUE) {
            rejected.tidy(time - stretchMillis, time - PACK_MILLIS);
            late.tidy(time - stretchMillis, time - PACK_MILLIS);
        }
    }

    /** How many ids it keeps. */
    int idCount() {
        return rejected.size() + late.size();
    }

    void clearRejected() {
        rejected.clear();
        rejectedCounts.clear();
        newestRejected.clear();
    }

    void clearLate() {
        late.clear();
        lateCounts.clear();
    }
}
