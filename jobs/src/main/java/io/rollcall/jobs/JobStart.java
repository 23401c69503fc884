package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Losses;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What a query is started with.
 *
 * @param spark the session
 * @param checkpoint where it keeps its checkpoint
 * @param made what the checkpoint was made with, by setting
 * @param inputPartitions partitions of the input topic
 * @param recordsAreMissing whether records that come next by its checkpoint were deleted, and it is to go on without
 * @param losses is told what it could not count
 */
public record JobStart(
        SparkSession spark,
        String checkpoint,
        Map<String, String> made,
        int inputPartitions,
        boolean recordsAreMissing,
        Losses losses) {}
