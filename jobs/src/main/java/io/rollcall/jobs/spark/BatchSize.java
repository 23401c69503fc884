package io.rollcall.jobs.spark;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much a micro-batch reads, and when it starts.
 *
 * @param maxRecords upper bound of the records per batch
 * @param minTasks tasks that read a batch, at least; if the topic has as many partitions or more, one task per partition
 * @param enoughRecords a batch starts immediately if at least this many records have arrived; 1 to start with any
 * @param maxDelayMillis a batch with fewer records starts this long after the previous one, ms; 0 to start with any
 */
public record BatchSize(long maxRecords, long minTasks, long enoughRecords, long maxDelayMillis) {
    /** A size where a batch starts as soon as any record has arrived. */
    public BatchSize(long maxRecords, long minTasks) {
        this(maxRecords, minTasks, 1, 0);
    }

    /** The options of Spark's Kafka source for such batches, by name. */
    Map<String, String> sourceOptions() {
        Map<String, String> options = new TreeMap<>();
        options.put("maxOffsetsPerTrigger", Long.toString(maxRecords));
        options.put("minPartitions", Long.toString(minTasks));
        if (maxDelayMillis > 0) {
            // Spark refuses a minimum above the maximum.
            options.put("minOffsetsPerTrigger", Long.toString(Math.min(enoughRecords, maxRecords)));
            options.put("maxTriggerDelay", maxDelayMillis + "ms");
        }
        return options;
    }
}
