package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Losses;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What a query is started with.
 *
 * @param spark the session
 * @param checkpoint folder or URL of its checkpoint
 * @param checkpointSettings the settings that the checkpoint was made with
 * @param inputPartitions partitions of the input topic
 * @param recordsAreMissing whether the next records by its checkpoint were deleted, and it is to go on without them
 * @param losses where it records what it could not count
 */
public record JobStart(
        SparkSession spark,
        String checkpoint,
        Map<String, String> checkpointSettings,
        int inputPartitions,
        boolean recordsAreMissing,
        Losses losses) {}
