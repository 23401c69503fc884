package io.rollcall.app;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * Ctrl-C (and kill) as something to wait for. A shutdown hook would not do: hooks run side by side, and Spark's and
 * Kafka's own would pull their parts away while ours stops them in order; and the exit code would be 130.
 */
final class StopSignal {
    private StopSignal() {}

    /** Completes at the first signal; at a second one the JVM ends at once. */
    static CompletableFuture<Void> install() {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                Signal.handle(new Signal(name), signal -> {
                    if (!stop.complete(null)) {
                        Runtime.getRuntime().halt(130);
                    }
                });
            } catch (IllegalArgumentException e) {
                // this platform does not have it
            }
        }
        return stop;
    }
}
