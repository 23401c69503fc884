package io.rollcall.jobs.progress;

import io.rollcall.jobs.checkpoint.Checkpoint;
import java.util.HashMap;
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
public record BatchReport(
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

    /** How many fewer records there are than offsets: some were deleted, or are marks of a producer's transactions. */
    public long missing() {
        return ends.keySet().stream()
                        .mapToLong(partition -> end(partition) - starts.getOrDefault(partition, 0L))
                        .sum()
                - inputRows;
    }

    /** The offsets before which none of the batch's records is there any more. @param begins first offsets still there */
    public Map<Integer, Long> deletedBefore(Map<Integer, Long> begins) {
        Map<Integer, Long> before = new HashMap<>();
        starts.keySet()
                .forEach(partition ->
                        before.put(partition, Math.min(begins.getOrDefault(partition, 0L), end(partition))));
        return before;
    }

    private long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
