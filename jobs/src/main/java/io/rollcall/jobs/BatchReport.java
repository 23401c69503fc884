package io.rollcall.jobs;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * What Spark says of a finished micro-batch, as far as progress needs it.
 *
 * @param id number of the batch
 * @param starts first offset of the batch by partition; lacks those that it read from their first record
 * @param ends next offset after the batch by partition
 * @param inputRows records read
 * @param rowsPerSecond records a second
 * @param millis duration of the batch, ms
 * @param stateRows entries in the state store
 * @param stateBytes bytes of the state store
 */
record BatchReport(
        long id,
        Map<Integer, Long> starts,
        Map<Integer, Long> ends,
        long inputRows,
        double rowsPerSecond,
        long millis,
        long stateRows,
        long stateBytes) {

    /** The report of a batch; empty if it read nothing yet. */
    static Optional<BatchReport> of(StreamingQueryProgress progress, String topic) {
        if (progress.sources().length == 0 || progress.sources()[0].endOffset() == null) {
            return Optional.empty();
        }
        SourceProgress source = progress.sources()[0];
        StateOperatorProgress[] states = progress.stateOperators();
        double rate = progress.processedRowsPerSecond();
        return Optional.of(new BatchReport(
                progress.batchId(),
                source.startOffset() == null ? Map.of() : Checkpoint.parseOffsets(source.startOffset(), topic),
                Checkpoint.parseOffsets(source.endOffset(), topic),
                progress.numInputRows(),
                Double.isFinite(rate) ? rate : 0,
                Math.max(0, progress.batchDuration()),
                states.length == 0 ? 0 : states[0].numRowsTotal(),
                states.length == 0 ? 0 : states[0].memoryUsedBytes()));
    }

    /** Whether there are fewer records than offsets: some were deleted, or are marks of a producer's transactions. */
    boolean hasGaps() {
        return missing() > 0;
    }

    /** Records that had been deleted before the batch read them. @param begins first offsets still there */
    long lost(Map<Integer, Long> begins) {
        long deleted = starts.entrySet().stream()
                .mapToLong(start ->
                        Math.min(begins.getOrDefault(start.getKey(), 0L), end(start.getKey())) - start.getValue())
                .filter(count -> count > 0)
                .sum();
        return Math.max(0, Math.min(deleted, missing()));
    }

    private long missing() {
        return ends.keySet().stream()
                        .mapToLong(partition -> end(partition) - starts.getOrDefault(partition, 0L))
                        .sum()
                - inputRows;
    }

    private long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
