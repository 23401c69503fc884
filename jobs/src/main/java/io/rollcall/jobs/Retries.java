package io.rollcall.jobs;

/** How often a job has failed, and how long it waits before its next try: from 1 to 30 s. Not thread-safe. */
final class Retries {
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long MAX_PAUSE_MILLIS = 30_000;
    /** With these pauses, a job that keeps failing gives up after about five minutes. */
    private static final int MAX_FAILURES = 14;

    private int failures;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /** Failures in a row. */
    int failures() {
        return failures;
    }

    /** The job has processed something: the next failure is the first in a row. */
    void reset() {
        failures = 0;
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    /** Counts a failure. Returns false if the job should give up. */
    boolean another() {
        failures++;
        return failures <= MAX_FAILURES;
    }

    /** How long to wait before the next try, ms. Each pause is twice as long as the one before. */
    long nextPauseMillis() {
        long pause = pauseMillis;
        pauseMillis = Math.min(MAX_PAUSE_MILLIS, pause * 2);
        return pause;
    }
}
