package io.rollcall.jobs;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Notices that the wall clock was set back. Spark times triggers and Real-Time batches by the wall clock, so a running
 * query would do nothing until the old time is reached again. Not thread-safe.
 */
final class ClockWatch {
    /** Larger than the corrections of time synchronization while it runs. */
    private static final long TOLERANCE_MILLIS = 2_000;

    private final Clock clock;
    private final LongSupplier nanos;
    private long offsetMillis;

    /**
     * Watches from now on.
     *
     * @param clock the wall clock
     * @param nanos a clock that is never set, such as {@link System#nanoTime()}
     */
    ClockWatch(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.offsetMillis = offsetMillis();
    }

    /** By how much (ms) the wall clock was set back since the last call; 0 if it was not. */
    long setBackMillis() {
        long before = offsetMillis;
        offsetMillis = offsetMillis();
        long back = before - offsetMillis;
        return back > TOLERANCE_MILLIS ? back : 0;
    }

    /** By how much the wall clock is ahead of the other. */
    private long offsetMillis() {
        return clock.millis() - nanos.getAsLong() / 1_000_000;
    }
}
