package io.rollcall.jobs.clean;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts, by batch, what is no login. Spark merges the count of a task into that of the driver when the task ends, so
 * before its batch is committed, and once for each part of a batch. In the driver any thread may use it.
 */
final class SkippedByBatch extends AccumulatorV2<Long, Long> {
    private static final long serialVersionUID = 1L;

    /** Spark's {@code MicroBatchExecution.BATCH_ID_KEY}. */
    private static final String BATCH_PROPERTY = "streaming.sql.batchId";

    private final Map<Long, Long> counts = new HashMap<>();

    /** The number of the batch to which the task of this thread belongs. */
    static long currentBatch() {
        return Long.parseLong(TaskContext.get().getLocalProperty(BATCH_PROPERTY));
    }

    /** Adds to the count of a batch. */
    synchronized void add(long batch, long count) {
        counts.merge(batch, count, Long::sum);
    }

    /** Takes out the counts of this batch and those before. */
    synchronized long takeThrough(long batch) {
        long sum = counts.entrySet().stream()
                .filter(count -> count.getKey() <= batch)
                .mapToLong(Map.Entry::getValue)
                .sum();
        counts.keySet().removeIf(number -> number <= batch);
        return sum;
    }

    @Override
    public synchronized boolean isZero() {
        return counts.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<Long, Long> copy() {
        SkippedByBatch copy = new SkippedByBatch();
        copy.counts.putAll(counts);
        return copy;
    }

    @Override
    public synchronized void reset() {
        counts.clear();
    }

    /** Only for Spark: use {@link #add(long, long)}. */
    @Override
    public void add(Long count) {
        add(currentBatch(), count);
    }

    @Override
    public synchronized void merge(AccumulatorV2<Long, Long> other) {
        ((SkippedByBatch) other).counts.forEach(this::add);
    }

    /** Of all batches that are not taken out yet. */
    @Override
    public synchronized Long value() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
