package io.rollcall.jobs.stats;

import io.rollcall.jobs.progress.HorizonTracker;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;

/** Passes the horizon from the driver to the tasks of a batch, as a local property of the query's thread. */
final class BatchHorizon {
    private static final String PROPERTY = "rollcall.stats.horizon";

    private BatchHorizon() {}

    /** Passes this horizon (ms) to the tasks of all batches that the calling thread starts from now on. */
    static void handOut(SparkContext context, long horizonMillis) {
        context.setLocalProperty(PROPERTY, Long.toString(horizonMillis));
    }

    /**
     * The horizon (ms) that a task received; {@link HorizonTracker#NONE} if it received none, or runs outside Spark.
     */
    static long of(TaskContext task) {
        String value = task == null ? null : task.getLocalProperty(PROPERTY);
        return value == null ? HorizonTracker.NONE : Long.parseLong(value);
    }
}
