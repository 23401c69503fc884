package io.rollcall.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code rollcall produce} with a mix of plain, dirty, late, too late and repeated logins. */
final class Load {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    /** Exit codes of a producer that a signal ends: while it runs, and while the JVM starts. */
    private static final Set<Integer> INTERRUPTED = Set.of(130, 143);

    private final ProductProcess process;

    private Load(ProductProcess process) {
        this.process = process;
    }

    /** Starts the load at this rate (logins per second). */
    static Load start(Pipeline pipeline, int rate, long seed) {
        if (pipeline.form().preset().isEmpty()) {
            return new Load(pipeline.rollcall("produce", command(pipeline, rate, seed)));
        }
        return new Load(
                pipeline.java("produce", FormedLoad.class, FormedLoad.arguments(pipeline, rate, Long.MAX_VALUE, seed)));
    }

    /** Starts the load for any running Rollcall. */
    static Load start(RunningRollcall rollcall, Product product, Path logs, int rate, long seed) {
        return new Load(product.rollcall("produce", logs, Map.of(), command(rollcall, rate, seed)));
    }

    private static List<String> command(RunningRollcall rollcall, int rate, long seed) {
        return List.of(
                "produce",
                "--rate=" + rate,
                "--seed=" + seed,
                "--dirty=0.05",
                "--late=0.1",
                "--too-late=0.05",
                "--duplicates=0.05",
                "--bootstrap-server=" + rollcall.bootstrapServer());
    }

    /** Sends this many logins and waits until the broker has confirmed all. */
    static void send(Pipeline pipeline, int count, long seed) {
        List<String> command = pipeline.toKafka(
                "produce",
                "--rate=20000",
                "--count=" + count,
                "--seed=" + seed,
                "--dirty=0.05",
                "--late=0.1",
                "--too-late=0.05",
                "--duplicates=0.05");
        ProductProcess process = pipeline.form().preset().isEmpty()
                ? pipeline.rollcall("produce", command)
                : pipeline.java("produce", FormedLoad.class, FormedLoad.arguments(pipeline, 20_000, count, seed));
        if (!process.awaitEnd(Duration.ofMinutes(2)) || process.exitCode() != 0) {
            process.kill();
            throw new RoundFailure("produce failed: " + process.lastLine());
        }
    }

    /** Whether the producer runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Stops the producer. Returns what went wrong, for example that it had given up before. */
    Optional<String> stop() {
        if (!process.isAlive()) {
            return Optional.of("the producer gave up: " + process.lastLine());
        }
        int exitCode = process.stop(STOP_TIMEOUT);
        return INTERRUPTED.contains(exitCode)
                ? Optional.empty()
                : Optional.of("the producer ended with " + exitCode + ": " + process.lastLine());
    }

    void kill() {
        process.kill();
    }
}
