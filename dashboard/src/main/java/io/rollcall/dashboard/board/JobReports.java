package io.rollcall.dashboard.board;

import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.PipelineCheck;
import io.rollcall.model.progress.Progress;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last report of each job, and how far the pipeline is complete by these reports. A report may arrive before the rows
 * that it speaks of, so what it says holds only once those are known to be read. Times are ms. Not thread-safe.
 */
final class JobReports {
    private final long latenessMillis;
    private final PipelineCheck check;
    private final Map<String, JobReport> latest = new TreeMap<>();
    private Completeness completeness;
    /** Whether reports hold only after {@link #confirm}. */
    private boolean awaitsRows;
    /** What was confirmed last; null if nothing. */
    private Long confirmed;

    /**
     * Creates an instance without reports.
     *
     * @param check tells which reports concern this pipeline, and whether their settings agree
     * @param latenessMillis how late (ms) logins may be and still count
     */
    JobReports(PipelineCheck check, long latenessMillis) {
        this.check = check;
        this.latenessMillis = latenessMillis;
        completeness = new Completeness(latenessMillis);
    }

    /**
     * Applies a report with its Kafka timestamp.
     *
     * @return whether it concerns this pipeline
     * @throws IllegalArgumentException if the name of the job is unknown
     */
    boolean apply(Progress progress, long timestampMillis) {
        if (!JobName.CLEAN.equals(progress.job()) && !JobName.STATS.equals(progress.job())) {
            throw new IllegalArgumentException("unknown job: " + progress.job());
        }
        if (!check.apply(progress, timestampMillis)) {
            return false;
        }
        latest.compute(progress.job(), (job, before) -> JobReport.after(before, progress, timestampMillis));
        completeness.apply(progress, timestampMillis);
        return true;
    }

    /** The last report of each job that has reported, by name of the job. */
    Map<String, JobReport> latest() {
        return Map.copyOf(latest);
    }

    /** From now on, what reports say holds only once it is confirmed. */
    void awaitRows() {
        awaitsRows = true;
        confirmed = null;
    }

    /** What the reports say, confirmed or not: every login before this Kafka timestamp (ms) is counted; null if unknown. */
    Long reportedMillis() {
        return check.agrees() ? completeness.completeThroughMillis() : null;
    }

    /** All rows are read of which reports spoke that said this, which is what {@link #reportedMillis()} was then. */
    void confirm(Long reportedMillis) {
        confirmed = reportedMillis;
    }

    /** What holds. A report that takes back an earlier one holds at once. */
    Finality finality() {
        Long through = reportedMillis();
        if (awaitsRows && through != null) {
            through = confirmed == null ? null : (Long) Math.min(confirmed, through);
        }
        return new Finality(through, latenessMillis);
    }

    void clear() {
        latest.clear();
        check.clear();
        completeness = new Completeness(latenessMillis);
        confirmed = null;
    }
}
