package io.rollcall.jobs.progress;

import java.util.Map;

/**
 * The position of a job in its input topic.
 *
 * @param beginningOffsets offset of the first record that the broker still has, by partition
 * @param endOffsets next offset to be written, by partition
 * @param nextOffsets next offset to process, by partition
 * @param lag records not processed yet
 * @param completeThroughMillis every record with a Kafka timestamp (ms) before this has been processed; null if unknown
 */
record InputPosition(
        Map<Integer, Long> beginningOffsets,
        Map<Integer, Long> endOffsets,
        Map<Integer, Long> nextOffsets,
        long lag,
        Long completeThroughMillis) {}
