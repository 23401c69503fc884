package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.progress.StatsHorizon;
import io.rollcall.model.settings.UserError;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** A streaming query that {@link JobRunner} keeps running. */
public interface Job {
    /** Name of the query and of its progress. */
    String name();

    /** The topic it reads. */
    String inputTopic();

    /** What its checkpoint depends on, by setting: to change one of these means to compute everything anew. */
    Map<String, String> identity();

    /** What a new checkpoint takes where the settings leave the choice; one that is there keeps what it took. */
    default Map<String, String> choices(SparkSession spark) {
        return Map.of();
    }

    /** What its state is dropped by; empty for a job without state. */
    Optional<StatsHorizon> horizon();

    /**
     * Whether its query is to run in Real-Time Mode now.
     *
     * @param inputPartitions partitions of the input topic
     */
    default boolean runsInRealTime(SparkSession spark, int inputPartitions) {
        return false;
    }

    /**
     * Starts the query.
     * @throws TimeoutException if Spark could not start it in time
     */
    RunningQuery start(JobStart start) throws TimeoutException;

    /**
     * Compares the settings with those that the checkpoint was made with, if there is one. Changes nothing.
     *
     * @param checkpoints folder or URL under which each job has its checkpoint
     * @param hadoop what Spark will have: Hadoop keeps the first file system made in a process for all that come later
     * @throws UserError if they differ
     */
    default void verify(String checkpoints, Configuration hadoop) {
        new Checkpoint(name(), checkpoints + "/" + name(), hadoop).verify(identity());
    }
}
