package io.rollcall.bench.faults;

import java.time.Duration;

/** Runs {@code rollcall reset --job}. */
final class ResetRun {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private ResetRun() {}

    /**
     * Resets a stopped job; returns the last line of the command. The command is repeated while it refuses because the
     * last report of the job is too recent.
     */
    static String run(Pipeline pipeline, String job) {
        ProductProcess[] last = new ProductProcess[1];
        Waiting.until("reset to be accepted", TIMEOUT, () -> {
            last[0] = pipeline.rollcall("reset", pipeline.toKafka("reset", "--job=" + job, "--yes"));
            if (!last[0].awaitEnd(TIMEOUT)) {
                throw new RoundFailure("reset does not finish");
            }
            if (last[0].exitCode() != 0 && !last[0].lastLine().contains("is running")) {
                throw new RoundFailure("reset failed: " + last[0].lastLine());
            }
            return last[0].exitCode() == 0;
        });
        return "reset: " + last[0].lastLine();
    }
}
