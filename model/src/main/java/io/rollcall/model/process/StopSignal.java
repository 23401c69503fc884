package io.rollcall.model.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * Ctrl-C (and kill) as something to wait for. A shutdown hook would not do: hooks run side by side, and Spark's and
 * Kafka's own would pull their parts away while ours stops them in order; and the exit code would be 130.
 */
public final class StopSignal {
    private static final Duration STOP_WITHIN = Duration.ofMillis(3_500);

    /** Exit code of a command that Ctrl-C cut short. */
    public static final int INTERRUPTED = 130;

    private StopSignal() {}

    /**
     * Completes at the first signal. Where stopping then takes longer than it may, the JVM ends, and the next start
     * picks up from there; at a second signal it ends at once.
     */
    public static CompletableFuture<Void> install() {
        return install(0);
    }

    /** The same for a command that ends with another exit code when it is stopped. */
    public static CompletableFuture<Void> install(int exitCode) {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                Signal.handle(new Signal(name), signal -> {
                    if (!stop.complete(null)) {
                        Runtime.getRuntime().halt(INTERRUPTED);
                    }
                    startDeadline(exitCode);
                });
            } catch (IllegalArgumentException e) {
                // this platform does not have it
            }
        }
        return stop;
    }

    /** It covers the JVM's shutdown hooks too: Spark's delete its files. */
    private static void startDeadline(int exitCode) {
        Thread deadline = new Thread(
                () -> {
                    try {
                        Thread.sleep(STOP_WITHIN.toMillis());
                        Runtime.getRuntime().halt(exitCode);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop-deadline");
        deadline.setDaemon(true);
        deadline.start();
    }
}
