package io.rollcall.dashboard.board;

import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.stats.Window;
import java.util.Map;
import java.util.TreeMap;

/** The last report of each job, and which windows are final by these reports. Times are ms. Not thread-safe. */
final class JobReports {
    private final long latenessMillis;
    private final Map<String, JobReport> latest = new TreeMap<>();
    private Completeness completeness;

    /** Creates an instance without reports. @param latenessMillis how late (ms) logins may be and still count */
    JobReports(long latenessMillis) {
        this.latenessMillis = latenessMillis;
        completeness = new Completeness(latenessMillis);
    }

    /**
     * Applies a report with its Kafka timestamp.
     *
     * @throws IllegalArgumentException if the name of the job is unknown
     */
    void apply(Progress progress, long timestampMillis) {
        if (!JobName.CLEAN.equals(progress.job()) && !JobName.STATS.equals(progress.job())) {
            throw new IllegalArgumentException("unknown job: " + progress.job());
        }
        latest.compute(progress.job(), (job, before) -> JobReport.after(before, progress, timestampMillis));
        completeness.apply(progress, timestampMillis);
    }

    /** The last report of each job that has reported, by name of the job. */
    Map<String, JobReport> latest() {
        return Map.copyOf(latest);
    }

    boolean isFinal(Window window) {
        return completeness.isFinal(window);
    }

    /** Every raw login with a Kafka timestamp before this is counted; null if unknown. */
    Long completeThroughMillis() {
        return completeness.completeThroughMillis();
    }

    void clear() {
        latest.clear();
        completeness = new Completeness(latenessMillis);
    }
}
