package io.rollcall.jobs.progress;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.NextOffsets;
import io.rollcall.jobs.checkpoint.SparkOffsets;
import io.rollcall.jobs.spark.GuardedStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * The part of Spark's report of a finished micro-batch that progress needs.
 *
 * @param number number of the batch
 * @param startOffsets first offset of the batch by partition; empty for the first batch, which begins with what there is
 * @param endOffsets next offset after the batch by partition
 * @param inputRows records read
 * @param rowsPerSecond records read per second
 * @param millis duration of the batch, ms
 * @param stateRows entries in the state store
 * @param stateBytes size of the state store
 */
public record BatchReport(
        long number,
        Map<Integer, Long> startOffsets,
        Map<Integer, Long> endOffsets,
        long inputRows,
        double rowsPerSecond,
        long millis,
        long stateRows,
        long stateBytes) {

    /** Adds the partitions that the topic got since the batch before: Spark's report has no start for them. */
    public BatchReport {
        startOffsets = NextOffsets.withNewPartitions(startOffsets, endOffsets.keySet());
    }

    /** What is known about the last committed batch before the query starts. */
    public static BatchReport of(CommittedBatch last) {
        return new BatchReport(last.number(), last.nextOffsets(), last.nextOffsets(), 0, 0, 0, 0, 0);
    }

    /** The report of a batch; empty if the query has read nothing yet. */
    static Optional<BatchReport> of(StreamingQueryProgress progress, String topic) {
        if (progress.sources().length == 0 || progress.sources()[0].endOffset() == null) {
            return Optional.empty();
        }
        SourceProgress source = progress.sources()[0];
        StateOperatorProgress[] states = progress.stateOperators();
        long millis = Math.max(0, progress.batchDuration());
        long read = recordsRead(progress);
        return Optional.of(new BatchReport(
                progress.batchId(),
                source.startOffset() == null ? Map.of() : SparkOffsets.parse(source.startOffset(), topic),
                SparkOffsets.parse(source.endOffset(), topic),
                read,
                millis == 0 ? 0 : read * 1000.0 / millis,
                millis,
                states.length == 0 ? 0 : states[0].numRowsTotal(),
                states.length == 0 ? 0 : states[0].memoryUsedBytes()));
    }

    /** How many records the batch has read. Spark's own number of input rows is that of what was made of them. */
    public static long recordsRead(StreamingQueryProgress progress) {
        return progress.sources().length == 0
                ? 0
                : Long.parseLong(progress.sources()[0].metrics().getOrDefault(GuardedStream.RECORDS_READ, "0"));
    }

    /**
     * The number of offsets of the batch without a record: either the record was deleted, or the offset is a
     * transaction marker.
     */
    public long missingRecords() {
        return endOffsets.keySet().stream()
                        .mapToLong(partition -> endOffset(partition) - startOffsets.getOrDefault(partition, 0L))
                        .sum()
                - inputRows;
    }

    /**
     * For each partition, the offset before which every record of the batch has been deleted.
     *
     * @param beginningOffsets offset of the first record that the broker still has, by partition
     */
    public Map<Integer, Long> deletedBefore(Map<Integer, Long> beginningOffsets) {
        Map<Integer, Long> before = new HashMap<>();
        startOffsets
                .keySet()
                .forEach(partition -> before.put(
                        partition, Math.min(beginningOffsets.getOrDefault(partition, 0L), endOffset(partition))));
        return before;
    }

    private long endOffset(int partition) {
        return endOffsets.getOrDefault(partition, 0L);
    }
}
