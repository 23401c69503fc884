package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.model.settings.UserError;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** A streaming query that {@link JobRunner} keeps running. */
public interface Job {
    /** The name of the query, of its checkpoint and of its progress. */
    String name();

    /** The topic that it reads. */
    String inputTopic();

    /** Whether the offset of an input record becomes the id of an event. */
    default boolean offsetsAreIds() {
        return false;
    }

    /**
     * How far the records that it has written show that it has processed its input: the offset after the last one, by
     * partition. Only asked if {@link #offsetsAreIds}.
     *
     * @param until by partition, counts only what was written by this Kafka timestamp (ms), if one is given
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    default Map<Integer, Long> writtenOffsets(Map<Integer, Long> until) {
        return Map.of();
    }

    /** The topics that it writes, without its progress. */
    default List<String> outputTopics() {
        return List.of();
    }

    /** The settings on which its data depends. A checkpoint created with other values cannot be continued. */
    Map<String, String> identity();

    /**
     * The keys of {@link #identity} whose value may become another one: the checkpoint notes the new one and goes on. Data that
     * was computed before stays as it is.
     */
    default Set<String> followed() {
        return Set.of();
    }

    /** Type and build time of the database in which it looks up addresses; empty if it does not. */
    default Optional<String> geoDatabase() {
        return Optional.empty();
    }

    /**
     * Values of a new checkpoint for settings that {@link #identity} does not contain. An existing one keeps its own.
     */
    default Map<String, String> checkpointDefaults(SparkSession spark) {
        return Map.of();
    }

    /** Whether it skips records that are no logins, and counts them. */
    default boolean skipsRecords() {
        return false;
    }

    /**
     * Counts the records that it has skipped, anew. Records that are deleted by now are not in it.
     *
     * @param offsets of the input topic, by partition
     * @param unprocessed offsets whose records the job has not processed, by partition
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    default long countSkipped(Map<Integer, OffsetRange> offsets, Map<Integer, OffsetRange> unprocessed) {
        return 0;
    }

    /** The tracker of its horizon; empty for a job without state. */
    default Optional<HorizonTracker> horizon() {
        return Optional.empty();
    }

    /**
     * Whether its query should run in Real-Time Mode now.
     *
     * @param inputPartitions partitions of the input topic
     */
    default boolean runsInRealTime(SparkSession spark, int inputPartitions) {
        return false;
    }

    /**
     * Starts the query.
     *
     * @throws TimeoutException if Spark cannot start it in time
     */
    RunningQuery start(JobStart start) throws TimeoutException;

    /**
     * Compares the settings with those with which the checkpoint was created, if it exists. Writes nothing.
     *
     * @param checkpoints folder or URL under which each job has its checkpoint
     * @param hadoop the configuration that Spark will use: Hadoop caches the first file system that a process opens,
     *     and uses it for all later requests
     * @throws UserError if they differ, or cannot be read now
     */
    default void verify(String checkpoints, Configuration hadoop) {
        try {
            new Checkpoint(name(), checkpoints + "/" + name(), hadoop).verify(identity(), followed());
        } catch (UncheckedIOException e) {
            throw new UserError(e.getMessage() + ": " + Failures.sentence(e), e);
        }
    }
}
