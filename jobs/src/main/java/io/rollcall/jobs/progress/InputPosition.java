package io.rollcall.jobs.progress;

import java.util.HashMap;
import java.util.Map;

/**
 * The position of a job in its input topic. Public for the simulation.
 *
 * @param beginningOffsets offset of the first record that the broker still has, by partition
 * @param endOffsets next offset to be written, by partition
 * @param nextOffsets next offset to process, by partition
 * @param lag records not processed yet
 * @param completeThroughMillis every record with a Kafka timestamp (ms) before this has been processed; null if unknown
 */
public record InputPosition(
        Map<Integer, Long> beginningOffsets,
        Map<Integer, Long> endOffsets,
        Map<Integer, Long> nextOffsets,
        long lag,
        Long completeThroughMillis) {

    /** Finds the Kafka timestamps of records. */
    @FunctionalInterface
    public interface Timestamps {
        /** Kafka timestamp (ms) of the first record at or after this offset; null if it is not known. */
        Long at(int partition, long offset);
    }

    /**
     * Computes the position of a job.
     *
     * @param processed next offset to process by partition; partitions without an entry begin at their first record
     * @param beginningOffsets offset of the first record that the broker still has, by partition
     * @param endOffsets next offset to be written, by partition; read before the beginning offsets
     * @param nowMillis what a job without lag is complete through: a time (ms) of the broker's clock that is not after
     *     the offsets were read, or null if none is known
     * @param timestamps called once per partition with lag
     */
    public static InputPosition of(
            Map<Integer, Long> processed,
            Map<Integer, Long> beginningOffsets,
            Map<Integer, Long> endOffsets,
            Long nowMillis,
            Timestamps timestamps) {
        Map<Integer, Long> nextOffsets = new HashMap<>();
        long lag = 0;
        Long completeThrough = nowMillis;
        for (Map.Entry<Integer, Long> end : endOffsets.entrySet()) {
            int partition = end.getKey();
            long beginning = beginningOffsets.get(partition);
            long next = Math.max(beginning, processed.getOrDefault(partition, beginning));
            long left = Math.max(0, end.getValue() - next);
            lag += left;
            nextOffsets.put(partition, next);
            if (left > 0) {
                Long timestamp = timestamps.at(partition, next);
                completeThrough =
                        timestamp == null || completeThrough == null ? null : Long.min(completeThrough, timestamp);
            }
        }
        return new InputPosition(beginningOffsets, endOffsets, nextOffsets, lag, completeThrough);
    }
}
