package io.rollcall.jobs.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

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

    /**
     * What lies at or after an offset. Offsets without a record are markers of transactions and records of aborted ones.
     *
     * @param offset of the first record; if none is found, every offset before this one has been looked at
     * @param timestampMillis Kafka timestamp of that record, ms; null if none is found
     */
    public record First(long offset, Long timestampMillis) {}

    /** Finds records. */
    @FunctionalInterface
    public interface FirstRecords {
        /** The first record of a partition at or after this offset. */
        First at(int partition, long offset);
    }

    /**
     * Computes the position of a job.
     *
     * @param processed next offset to process by partition; partitions without an entry begin at their first record
     * @param beginningOffsets offset of the first record that the broker still has, by partition
     * @param endOffsets next offset to be written, by partition; read before the beginning offsets
     * @param nowMillis the start of what a job is complete through: a time (ms) of the broker's clock that is not after
     *     the offsets were read, or null if none is known
     * @param records called at most once per partition
     * @param withoutLag what the job is complete through in a partition without lag, ms; null if unknown
     */
    public static InputPosition of(
            Map<Integer, Long> processed,
            Map<Integer, Long> beginningOffsets,
            Map<Integer, Long> endOffsets,
            Long nowMillis,
            FirstRecords records,
            IntFunction<Long> withoutLag) {
        Map<Integer, Long> nextOffsets = new HashMap<>();
        long lag = 0;
        Long completeThrough = nowMillis;
        for (Map.Entry<Integer, Long> partition : endOffsets.entrySet()) {
            long beginning = beginningOffsets.get(partition.getKey());
            long end = partition.getValue();
            long next = Math.max(beginning, processed.getOrDefault(partition.getKey(), beginning));
            if (next < end) {
                First first = records.at(partition.getKey(), next);
                next = first.offset();
                if (next < end) {
                    lag += end - next;
                    completeThrough = earlier(completeThrough, first.timestampMillis());
                }
            }
            if (next >= end) {
                completeThrough = earlier(completeThrough, withoutLag.apply(partition.getKey()));
            }
            nextOffsets.put(partition.getKey(), next);
        }
        return new InputPosition(beginningOffsets, endOffsets, nextOffsets, lag, completeThrough);
    }

    /** The earlier of two times; null if either is unknown. A record may have a timestamp before 1970. */
    private static Long earlier(Long time, Long timestamp) {
        return time == null || timestamp == null ? null : Long.valueOf(Math.max(0, Math.min(time, timestamp)));
    }
}
