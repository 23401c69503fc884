package io.rollcall.jobs;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;

/** A streaming query that {@link JobRunner} keeps running. */
public sealed interface Job permits CleanJob, StatsJob {
    /** Name of the query and of its progress. */
    String name();

    /** The topic it reads. */
    String inputTopic();

    /**
     * Starts the query.
     *
     * @param spark the session
     * @param checkpoint where it keeps its checkpoint
     * @param inputPartitions partitions of the input topic
     * @throws TimeoutException if Spark could not start it in time
     */
    RunningQuery start(SparkSession spark, String checkpoint, int inputPartitions) throws TimeoutException;
}
