package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions, and for time to pass. */
final class Waiting {
    private static final long POLL_MILLIS = 100;

    private Waiting() {}

    /** @throws RoundFailure if the condition does not become true in time */
    static void until(String what, Duration timeout, BooleanSupplier condition) {
        if (!holdsWithin(timeout, condition)) {
            throw new RoundFailure("waited " + timeout.toSeconds() + " s without success for " + what);
        }
    }

    /** Whether the condition becomes true in time. */
    static boolean holdsWithin(Duration timeout, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(POLL_MILLIS);
        }
        return true;
    }

    /** Pauses for this time (ms): for faults that last, and until moments drawn from the seed. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }
}
