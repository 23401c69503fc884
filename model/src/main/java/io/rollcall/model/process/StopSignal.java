package io.rollcall.model.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * Ctrl-C and {@code kill} as a future. Shutdown hooks are no alternative: they run concurrently, so those of Spark and Kafka
 * would end their parts while Rollcall stops them in order. The exit code would also always be 130.
 */
public final class StopSignal {
    /** The longest time that a stop may take. */
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(3_500);

    /** Exit code of a command that Ctrl-C interrupted. */
    public static final int INTERRUPTED = 130;

    private StopSignal() {}

    /**
     * Returns a future that completes at the first signal. If the process then does not end within 3.5 s, the JVM halts; the
     * next start continues from there. A second signal halts the JVM at once, with exit code 130.
     */
    public static CompletableFuture<Void> install() {
        return install(0);
    }

    /** The same, with the exit code of a JVM that halts because the stop took too long. */
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
                // this platform does not have the signal
            }
        }
        return stop;
    }

    /** The time limit includes the shutdown hooks of the JVM: those of Spark delete its files. */
    private static void startDeadline(int exitCode) {
        Thread deadline = new Thread(
                () -> {
                    try {
                        Thread.sleep(STOP_TIMEOUT.toMillis());
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
