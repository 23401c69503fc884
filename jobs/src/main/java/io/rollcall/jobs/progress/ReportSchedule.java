package io.rollcall.jobs.progress;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects finished batches, and decides when to publish. Spark's listener thread adds batches; the publisher's thread waits and reads them; any thread
 * may close. Public for the simulation, which adds and reads without waiting.
 */
public final class ReportSchedule {
    /**
     * The position of a Real-Time query is known only when a batch ends (by default every 5 s). A report in between
     * would show a false lag, so the next report waits for the end of the batch, but for no longer than this (ms).
     */
    private static final long REAL_TIME_IDLE_MILLIS = 8_000;

    /**
     * What to publish.
     *
     * @param last the last batch that finished
     * @param gaps batches in which some offsets had no record, and whose losses have not been noted
     */
    public record Due(BatchReport last, List<BatchReport> gaps) {}

    private final boolean realTime;
    private final ReportPace pace;

    // guarded by this
    private BatchReport last;
    private final List<BatchReport> gaps = new ArrayList<>();
    private boolean anyFinished;
    private boolean fresh;
    private boolean closed;
    private boolean published;
    private long dueNanos;

    /** Nothing was published yet. @param atStart what is known before the first batch */
    public ReportSchedule(BatchReport atStart, boolean realTime, ReportPace pace) {
        this.last = atStart;
        this.realTime = realTime;
        this.pace = pace;
    }

    /** Adds a finished batch. */
    public synchronized void add(BatchReport batch) {
        last = batch;
        if (batch.missingRecords() > 0) {
            gaps.add(batch);
        }
        anyFinished = true;
        fresh = true;
        notifyAll();
    }

    /** Makes a report due as soon as if a batch had finished. */
    synchronized void hurry() {
        fresh = true;
        notifyAll();
    }

    /** Waits until it is time to publish. The first report is due at once. Returns false once closed. */
    synchronized boolean await() throws InterruptedException {
        for (long left = millisLeft(); !closed && left > 0; left = millisLeft()) {
            wait(left);
        }
        fresh = false;
        dueNanos = System.nanoTime();
        return !closed;
    }

    private long millisLeft() {
        if (!published) {
            return 0;
        }
        long idle = realTime && anyFinished ? REAL_TIME_IDLE_MILLIS : pace.idleMillis();
        return (fresh ? pace.busyMillis() : idle) - (System.nanoTime() - dueNanos) / 1_000_000;
    }

    /** Returns what is due now. The gaps stay until they are {@link #noted}, as Kafka may fail before that. */
    public synchronized Due due() {
        return new Due(last, List.copyOf(gaps));
    }

    /** Must be called once the losses in the gaps of a report were noted. */
    public synchronized void noted(Due due) {
        gaps.removeAll(due.gaps());
    }

    /**
     * Must be called after a report was published. The first report is due immediately, each later one after a pause.
     */
    synchronized void published() {
        published = true;
    }

    /** Waits before Kafka is tried again; returns at once when closed. */
    synchronized void awaitRetry() throws InterruptedException {
        if (!closed) {
            wait(pace.idleMillis());
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
