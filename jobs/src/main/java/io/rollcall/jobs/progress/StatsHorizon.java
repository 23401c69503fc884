package io.rollcall.jobs.progress;

import io.rollcall.model.progress.Completeness;
import java.util.Map;
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
public final class StatsHorizon {
    private static final String PROPERTY = "rollcall.stats.horizon";

    private final long delayMillis;
    private final long latenessMillis;
    private long newestEvent = Long.MIN_VALUE;
    private Long completeThrough;
    private Map<Integer, Long> countedOffsets = Map.of();

    public StatsHorizon(long delayMillis, long latenessMillis) {
        this.delayMillis = delayMillis;
        this.latenessMillis = latenessMillis;
    }

    /** An event of that time (ms) was seen. */
    public synchronized void sawEvent(long eventMillis) {
        newestEvent = Math.max(newestEvent, eventMillis);
    }

    /** Takes over how far the pipeline is. */
    synchronized void advance(Completeness completeness) {
        if (completeness.completeThroughMillis() != null) {
            completeThrough = completeness.completeThroughMillis();
            countedOffsets = completeness.countedOffsets();
            notifyAll();
        }
    }

    /** The horizon, or {@link Long#MIN_VALUE} while nothing may be dropped. */
    synchronized long get() {
        return newestEvent == Long.MIN_VALUE || completeThrough == null
                ? Long.MIN_VALUE
                : Math.min(newestEvent - delayMillis, completeThrough - latenessMillis);
    }

    /**
     * The offset of the raw topic below which every record is counted, by partition. Waits for the first news of how far
     * the pipeline is.
     *
     * @param patienceMillis how long to wait, ms; empty if no news comes in that time
     */
    public synchronized Map<Integer, Long> countedOffsets(long patienceMillis) throws InterruptedException {
        long deadline = System.nanoTime() / 1_000_000 + patienceMillis;
        for (long left = patienceMillis; completeThrough == null && left > 0; ) {
            wait(left);
            left = deadline - System.nanoTime() / 1_000_000;
        }
        return countedOffsets;
    }

    /** Hands it to the tasks of the batches that this thread starts from now on. */
    public void publish(SparkContext context) {
        context.setLocalProperty(PROPERTY, Long.toString(get()));
    }

    public static long ofTask(TaskContext task) {
        String value = task == null ? null : task.getLocalProperty(PROPERTY);
        return value == null ? Long.MIN_VALUE : Long.parseLong(value);
    }
}
