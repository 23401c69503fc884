package io.rollcall.jobs;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;

/**
 * The event time (ms) before which state may be dropped: the older of two bounds. By <em>delay</em>: the newest event
 * seen, less the delay. By <em>finality</em>: what both jobs are complete through, less the lateness; no login can come
 * any more for a window that ends before it, however far partitions have drifted apart. As long as either bound is
 * unknown nothing is dropped.
 *
 * <p>It travels to the tasks of a batch as a local property of the query's thread. Any value that was ever right stays
 * right, so a batch that is run again may be handed another one. Safe for any thread.
 */
final class StatsHorizon {
    private static final String PROPERTY = "rollcall.stats.horizon";

    private final long delayMillis;
    private final long latenessMillis;
    private final AtomicLong newestEvent = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong completeThrough = new AtomicLong(Long.MIN_VALUE);

    StatsHorizon(long delayMillis, long latenessMillis) {
        this.delayMillis = delayMillis;
        this.latenessMillis = latenessMillis;
    }

    /** An event of that time (ms) was seen. */
    void sawEvent(long eventMillis) {
        newestEvent.accumulateAndGet(eventMillis, Math::max);
    }

    /** Every raw login with a Kafka timestamp (ms) before this has been counted. */
    void isCompleteThrough(long kafkaMillis) {
        completeThrough.set(kafkaMillis);
    }

    /** The horizon, or {@link Long#MIN_VALUE} while nothing may be dropped. */
    long get() {
        long newest = newestEvent.get();
        long complete = completeThrough.get();
        return newest == Long.MIN_VALUE || complete == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : Math.min(newest - delayMillis, complete - latenessMillis);
    }

    /** Hands it to the tasks of the batches that this thread starts from now on. */
    void publish(SparkContext context) {
        context.setLocalProperty(PROPERTY, Long.toString(get()));
    }

    static long ofTask(TaskContext task) {
        String value = task == null ? null : task.getLocalProperty(PROPERTY);
        return value == null ? Long.MIN_VALUE : Long.parseLong(value);
    }
}
