package io.rollcall.jobs.progress;

/**
 * How often a job reports its progress.
 *
 * @param busyMillis least time (ms) from one report to the next, if a batch has finished in between
 * @param idleMillis time (ms) from one report to the next, if none has
 */
public record ReportPace(long busyMillis, long idleMillis) {
    /** Every second while batches finish, every three seconds when idle. */
    public static final ReportPace DEFAULT = new ReportPace(1_000, 3_000);
}
