package io.rollcall.jobs;

import io.rollcall.jobs.input.InputWatch;
import java.time.Clock;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Finds what makes it necessary to start a running query again. Call it once per second, on one thread. */
final class RestartCheck {
    /**
     * When a worker dies, executors go and come back within a few checks. The mode should not change because of that.
     */
    private static final int CHECKS_BEFORE_MODE_CHANGES = 10;

    private final SparkSession spark;
    private final Job job;
    private final JobStart start;
    private final RunningQuery query;
    private final InputWatch input;
    private final ClockWatch time;
    private int checksInOtherMode;

    /** @param start what the query was started with */
    RestartCheck(SparkSession spark, Job job, JobStart start, RunningQuery query, InputWatch input, Clock clock) {
        this.spark = spark;
        this.job = job;
        this.start = start;
        this.query = query;
        this.input = input;
        time = new ClockWatch(clock, System::nanoTime);
    }

    /** By how much (ms) the wall clock was set back since the last call. */
    long clockSetBackMillis() {
        return time.setBackMillis();
    }

    /** Why the query has to be started again; empty if it may run on. @param known partitions of the input topic */
    Optional<String> why(int known) {
        if (input.topicHasChanged()) {
            return Optional.of(job.inputTopic() + " is not what it has read so far");
        }
        int partitions = Math.max(start.inputPartitions(), known);
        // A Real-Time query occupies one slot per partition that exists at its start, and reads no others.
        if (query.realTime() && partitions > start.inputPartitions()) {
            return Optional.of(job.inputTopic() + " has " + partitions + " partitions now");
        }
        boolean otherMode = !start.isDetour() && job.runsInRealTime(spark, partitions) != query.realTime();
        checksInOtherMode = otherMode ? checksInOtherMode + 1 : 0;
        return checksInOtherMode < CHECKS_BEFORE_MODE_CHANGES
                ? Optional.empty()
                : Optional.of("the number of slots or partitions has changed, and with it the mode");
    }
}
