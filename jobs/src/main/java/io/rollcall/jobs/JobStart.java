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
 * @param inTurns whether the heap was too small for what several tasks had read at the same time, and one task at a time is
 *     to read
 * @param skipped offsets of the input topic whose records the query must not process, by partition
 * @param losses where the query records what it could not count
 */
public record JobStart(
        SparkSession spark,
        String checkpoint,
        Map<String, String> checkpointSettings,
        int inputPartitions,
        boolean recordsAreMissing,
        boolean inTurns,
        Map<Integer, OffsetRange> skipped,
        LossNotes losses) {
    /** Whether the query is to end once it is past what the topic holds now, and another one to be started. */
    public boolean isDetour() {
        return recordsAreMissing || inTurns;
    }
}
