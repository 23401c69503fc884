package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.InputIdentity;
import io.rollcall.jobs.checkpoint.OffsetRange;
import java.util.Map;
import java.util.Optional;

/**
 * How a query may start to read its input topic.
 *
 * @param topic which topic it is
 * @param partitions partitions of the topic
 * @param recordsAreMissing whether the records that the checkpoint has next were deleted
 * @param skipped offsets whose records the query must not process, by partition
 * @param waitsFor why the query must not start yet, in words; empty if it may
 */
public record InputStart(
        InputIdentity topic,
        int partitions,
        boolean recordsAreMissing,
        Map<Integer, OffsetRange> skipped,
        Optional<String> waitsFor) {}
