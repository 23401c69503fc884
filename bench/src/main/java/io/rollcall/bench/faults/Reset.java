package io.rollcall.bench.faults;

import java.time.Duration;

/** {@code rollcall reset --job}. */
final class Reset {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Reset() {}

    /** Resets a job that was stopped; returns what the command said. It refuses until the job's last report is old. */
    static String run(Pipeline pipeline, String job) {
        ProductProcess[] last = new ProductProcess[1];
        Waiting.until("reset to be accepted", PATIENCE, () -> {
            last[0] = pipeline.rollcall("reset", pipeline.toKafka("reset", "--job=" + job, "--yes"));
            if (!last[0].awaitEnd(PATIENCE)) {
                throw new RoundFailure("reset does not end");
            }
            if (last[0].exitCode() != 0 && !last[0].lastWords().contains("is running")) {
                throw new RoundFailure("reset failed: " + last[0].lastWords());
            }
            return last[0].exitCode() == 0;
        });
        return "reset: " + last[0].lastWords();
    }
}
