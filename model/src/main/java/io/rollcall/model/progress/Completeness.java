package io.rollcall.model.progress;

import io.rollcall.model.stats.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the pipeline as a whole is complete, from what its two jobs report. When the clean job says at time t that it
 * has processed all raw records before X, their clean logins stand on the clean topic before t; once the stats job is
 * complete through later than t, it has counted them. Then no window that ends a lateness before X can change any more:
 * it is final.
 *
 * <p>The two jobs' reports may come interleaved in any way (they stand on different partitions), each job's own in
 * order. Not safe for several threads.
 */
public final class Completeness {
    private record CleanReport(long atMillis, long throughMillis, Map<Integer, Long> offsets) {}

    private final long latenessMillis;
    private final Deque<CleanReport> waiting = new ArrayDeque<>();
    private final Map<Integer, Long> counted = new TreeMap<>();
    private Long statsThrough;
    private Long completeThrough;

    /** Knows nothing yet. @param latenessMillis how late (ms) logins may be and count */
    public Completeness(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /** Takes a report of either job. @param timestampMillis Kafka timestamp (ms) of the report */
    public void apply(Progress progress, long timestampMillis) {
        Long through = progress.completeThroughMillis();
        if (through == null) {
            return;
        }
        if (progress.job().equals(JobName.CLEAN)) {
            // A broker's clock that went back: what was said "later" is not known to stand there before this.
            while (!waiting.isEmpty() && waiting.getLast().atMillis() > timestampMillis) {
                waiting.removeLast();
            }
            waiting.addLast(new CleanReport(timestampMillis, through, progress.offsets()));
            advance();
        } else if (progress.job().equals(JobName.STATS)) {
            statsIsCompleteThrough(through);
        }
    }

    /** The stats job says that every clean record with a Kafka timestamp (ms) before this is counted. */
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

    /** Every raw record with a Kafka timestamp (ms) before this is counted; null while not known. */
    public Long completeThroughMillis() {
        return completeThrough;
    }

    /** By partition of the raw topic, the offset below which every record is counted; lacks those not known. */
    public Map<Integer, Long> countedOffsets() {
        return Map.copyOf(counted);
    }

    /** Whether nothing can change a window any more. */
    public boolean isFinal(Window window) {
        return completeThrough != null && completeThrough >= window.endMillis() + latenessMillis;
    }
}
