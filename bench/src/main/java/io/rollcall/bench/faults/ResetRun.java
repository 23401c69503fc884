package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code rollcall reset}. */
final class ResetRun {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private ResetRun() {}

    /** Resets a stopped job; returns the last line of the command. */
    static String run(Pipeline pipeline, String job) {
        return run(pipeline, List.of("reset", "--job=" + job), pipeline.toKafka());
    }

    /**
     * Runs a command that resets stopped jobs; returns its last line. The command is repeated while it refuses because
     * the last report of a job is too recent.
     *
     * @param more words that the command gets besides {@code --yes}
     */
    static String run(Pipeline pipeline, List<String> command, List<String> more) {
        List<String> words = new ArrayList<>(command);
        words.addAll(more);
        words.add("--yes");
        ProductProcess[] last = new ProductProcess[1];
        Waiting.until("reset to be accepted", TIMEOUT, () -> {
            last[0] = pipeline.rollcall("reset", words);
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
