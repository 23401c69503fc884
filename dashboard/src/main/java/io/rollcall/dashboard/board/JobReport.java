package io.rollcall.dashboard.board;

import io.rollcall.model.progress.Progress;
import java.util.Objects;

/**
 * The last progress record of a job.
 *
 * @param progress the record
 * @param timestampMillis its Kafka timestamp, ms since the epoch
 * @param lastAdvanceMillis Kafka timestamp (ms) of the report in which the job last had no lag or a new
 *     {@code completeThroughMillis}
 */
public record JobReport(Progress progress, long timestampMillis, long lastAdvanceMillis) {
    /** The report that follows another of the same job, which is null for the first. */
    static JobReport after(JobReport before, Progress progress, long timestampMillis) {
        boolean stalled = before != null
                && progress.input().lag() > 0
                && Objects.equals(
                        progress.input().completeThroughMillis(),
                        before.progress().input().completeThroughMillis());
        return new JobReport(progress, timestampMillis, stalled ? before.lastAdvanceMillis() : timestampMillis);
    }
}
