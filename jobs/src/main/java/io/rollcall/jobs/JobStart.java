package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.OffsetRange;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The parameters with which a query is started.
 *
 * @param spark the session
 * @param checkpoint folder or URL of its checkpoint
 * @param checkpointSettings the settings with which the checkpoint was created
 * @param inputPartitions partitions of the input topic
 * @param recordsAreMissing whether the records that its checkpoint has next were deleted, and the query is to
 *     skip them. Otherwise it must fail if it misses records, so that the topic is looked at again
 * @param skipped offsets of the input topic whose records the query must not process, by partition
 * @param losses where the query records what it could not count
 */
public record JobStart(
        SparkSession spark,
        String checkpoint,
        Map<String, String> checkpointSettings,
        int inputPartitions,
        boolean recordsAreMissing,
        Map<Integer, OffsetRange> skipped,
        LossNotes losses) {}
