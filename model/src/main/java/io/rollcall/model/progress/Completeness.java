package io.rollcall.model.progress;

import io.rollcall.model.stats.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the pipeline as a whole is complete, computed from the progress of its two jobs.
 *
 * <p>When the clean job reports at time t that it has processed every raw record before X, the clean logins of those
 * records are on the clean topic before t. Once the stats job is complete through a time later than t, it has counted
 * them. From then on no window that ends one lateness or more before X can change: it is final.
 *
 * <p>All times are Kafka timestamps, that is, of the broker's clock. The reports of each job must arrive in order;
 * those of different jobs may be interleaved in any way. Not thread-safe.
 */
public final class Completeness {
    private record CleanReport(long atMillis, long throughMillis, Map<Integer, Long> offsets) {}

    private final long latenessMillis;
    /** Reports of the clean job that the stats job has not reached yet, oldest first. */
    private final Deque<CleanReport> waiting = new ArrayDeque<>();

    private final Map<Integer, Long> counted = new TreeMap<>();
    private Long statsThrough;
    private Long completeThrough;

    /**
     * Creates an instance that knows no report yet.
     *
     * @param latenessMillis how late (ms) logins may be and still count
     */
    public Completeness(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /** Applies a report of either job. @param timestampMillis Kafka timestamp (ms) of the report */
    public void apply(Progress progress, long timestampMillis) {
        if (progress.input().completeThroughMillis() == null) {
            return;
        }
        // Where records keep their producers' timestamps, these may be ahead of the broker's clock. Nothing is complete
        // through a time that has not come.
        long through = Math.min(progress.input().completeThroughMillis(), timestampMillis);
        if (progress.job().equals(JobName.CLEAN)) {
            // After the broker's clock was set back, the times of earlier reports cannot be compared with later ones.
            while (!waiting.isEmpty() && waiting.getLast().atMillis() > timestampMillis) {
                waiting.removeLast();
            }
            waiting.addLast(
                    new CleanReport(timestampMillis, through, progress.input().offsets()));
            advance();
        } else if (progress.job().equals(JobName.STATS)) {
            statsIsCompleteThrough(through);
        }
    }

    /** The stats job has counted every clean record with a Kafka timestamp (ms) before this. */
    public void statsIsCompleteThrough(long throughMillis) {
        statsThrough = throughMillis;
        advance();
    }

    private void advance() {
        while (statsThrough != null && !waiting.isEmpty() && waiting.getFirst().atMillis() < statsThrough) {
            CleanReport report = waiting.removeFirst();
            completeThrough = report.throughMillis();
            report.offsets().forEach((partition, next) -> counted.merge(partition, next, Math::max));
        }
    }

    /** Every raw record with a Kafka timestamp (ms) before this has been counted; null while unknown. */
    public Long completeThroughMillis() {
        return completeThrough;
    }

    /**
     * The raw offset below which every record has been counted, by partition. Partitions not known yet have no entry.
     */
    public Map<Integer, Long> countedOffsets() {
        return Map.copyOf(counted);
    }

    /** Whether a window can no longer change. */
    public boolean isFinal(Window window) {
        return completeThrough != null && completeThrough >= window.endMillis() + latenessMillis;
    }
}
