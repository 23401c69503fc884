package io.rollcall.jobs;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Notices that the wall clock was set back. Spark times triggers and Real-Time batches by it, so that a query that runs
 * then would wait until the old time comes again. Used by one thread.
 */
final class ClockWatch {
    /** More than a clock is corrected by in passing. */
    private static final long TOLERANCE_MILLIS = 2_000;

    private final Clock clock;
    private final LongSupplier nanos;
    private long ahead;

    /**
     * Watches from now on.
     *
     * @param clock the wall clock
     * @param nanos a clock that is never set, ns
     */
    ClockWatch(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.ahead = ahead();
    }

    /** By how many ms the wall clock was set back since the last look; 0 if it was not. */
    long setBackMillis() {
        long before = ahead;
        ahead = ahead();
        long back = before - ahead;
        return back > TOLERANCE_MILLIS ? back : 0;
    }

    private long ahead() {
        return clock.millis() - nanos.getAsLong() / 1_000_000;
    }
}
