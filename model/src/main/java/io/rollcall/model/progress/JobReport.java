package io.rollcall.model.progress;

import java.util.Objects;

/**
 * The last progress record of a job, and when the job last made headway. All times are Kafka timestamps, so the clock of
 * the job's machine does not matter.
 *
 * @param progress the record
 * @param timestampMillis its Kafka timestamp, ms since the epoch
 * @param lastAdvanceMillis Kafka timestamp (ms) of the report in which the job last was at the end of its input, or had a
 *     new {@code completeThroughMillis}
 */
public record JobReport(Progress progress, long timestampMillis, long lastAdvanceMillis) {
    /** The report that follows another of the same job. @param before null for the first */
    public static JobReport after(JobReport before, Progress progress, long timestampMillis) {
        if (before == null || advances(before.progress().input(), progress.input())) {
            return new JobReport(progress, timestampMillis, timestampMillis);
        }
        return new JobReport(progress, timestampMillis, before.lastAdvanceMillis());
    }

    /** A job that does not know how far it is does not advance, even if it knows of no lag. */
    private static boolean advances(Progress.Input before, Progress.Input now) {
        return now.completeThroughMillis() != null
                && (now.lag() == 0 || !Objects.equals(now.completeThroughMillis(), before.completeThroughMillis()));
    }
}
