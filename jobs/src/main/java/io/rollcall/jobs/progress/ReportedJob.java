package io.rollcall.jobs.progress;

import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.SkippedRows;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The job whose progress is published.
 *
 * @param name its name
 * @param inputTopic the topic it reads
 * @param firstOffsets the first offsets that its checkpoint is to read, by partition; empty while not known
 * @param horizon the tracker of its horizon; empty for a job without state
 * @param losses the losses noted in its checkpoint
 * @param skipped what it has skipped; empty if the job skips nothing
 * @param geoDatabase type and build time of the database in which it looks up addresses; empty if it does not
 * @param realTime whether its query runs in Real-Time Mode
 */
public record ReportedJob(
        String name,
        String inputTopic,
        Supplier<Map<Integer, Long>> firstOffsets,
        Optional<HorizonTracker> horizon,
        LossNotes losses,
        Optional<SkippedRows> skipped,
        Optional<String> geoDatabase,
        boolean realTime) {}
