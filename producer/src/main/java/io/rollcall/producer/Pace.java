package io.rollcall.producer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a steady rate by absolute deadlines: record n is due n / rate seconds after the start, so that neither a stall
 * nor the cost of sending slows it down in the long run.
 */
final class Pace {
    /** As fast as possible. */
    static final double UNLIMITED = Double.POSITIVE_INFINITY;

    /** The shortest pause worth a system call; at high rates several records become due in it. */
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final double nanosPerRecord;
    private final long start = System.nanoTime();

    /** A pace of that many records a second, from now on. */
    Pace(double ratePerSecond) {
        this.nanosPerRecord = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
    }

    /** Whether record n, counted from 0, is due; if not, pauses, at most until then or until the thread is unparked. */
    boolean isDue(long n) {
        if (nanosPerRecord == 0) {
            return true;
        }
        long wait = (long) (n * nanosPerRecord) - (System.nanoTime() - start);
        if (wait <= 0) {
            return true;
        }
        LockSupport.parkNanos(Math.max(wait, SHORTEST_PAUSE_NANOS));
        return false;
    }
}
