package io.rollcall.producer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a steady rate by absolute deadlines: record n is due n / rate seconds after the start. Neither a stall nor the
 * cost of sending therefore lowers the rate in the long run. For one thread.
 */
final class Pace {
    /** As fast as possible. */
    static final double UNLIMITED = Double.POSITIVE_INFINITY;

    /** A shorter pause is not worth a system call. At high rates several records become due in one pause. */
    private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final double nanosPerRecord;
    private final long start = System.nanoTime();

    /** A pace of this many records per second, from now on. */
    Pace(double ratePerSecond) {
        this.nanosPerRecord = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
    }

    /** Whether record n, counted from 0, is due. If not, pauses until it is or until the thread is unparked. */
    boolean isDue(long n) {
        if (nanosPerRecord == 0) {
            return true;
        }
        long wait = (long) (n * nanosPerRecord) - (System.nanoTime() - start);
        if (wait <= 0) {
            return true;
        }
        LockSupport.parkNanos(Math.max(wait, MIN_PAUSE_NANOS));
        return false;
    }
}
