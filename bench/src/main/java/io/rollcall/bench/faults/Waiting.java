package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Waiting {
    private static final long POLL_MILLIS = 100;

    private Waiting() {}

    /** @throws RoundFailure if the condition does not hold in time */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        if (!holdsWithin(patience, condition)) {
            throw new RoundFailure("waited " + patience.toSeconds() + " s in vain for " + what);
        }
    }

    /** Whether the condition came to hold in time. */
    static boolean holdsWithin(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(POLL_MILLIS);
        }
        return true;
    }

    /** Lets this much time (ms) go by: for faults that last, and for seeded moments. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }
}
