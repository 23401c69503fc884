package io.rollcall.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code rollcall produce} with some of everything: dirty, late, too late and repeated logins. */
final class Load {
    private static final Duration STOP = Duration.ofSeconds(10);
    /** Ended by a signal, as it is here: once it runs, and while the JVM still starts. */
    private static final Set<Integer> INTERRUPTED = Set.of(130, 143);

    private final ProductProcess process;

    private Load(ProductProcess process) {
        this.process = process;
    }

    static Load start(Pipeline pipeline, int rate, long seed) {
        return new Load(pipeline.rollcall("produce", command(pipeline, rate, seed)));
    }

    /** The same against any Kafka. */
    static Load start(Observed rollcall, Product product, Path logs, int rate, long seed) {
        return new Load(product.rollcall("produce", logs, Map.of(), command(rollcall, rate, seed)));
    }

    private static List<String> command(Observed rollcall, int rate, long seed) {
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

    /** Sends a number of logins and waits until the broker has them all. */
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
        ProductProcess process = pipeline.rollcall("produce", command);
        if (!process.awaitEnd(Duration.ofMinutes(2)) || process.exitCode() != 0) {
            process.kill();
            throw new RoundFailure("produce did not end well: " + process.lastWords());
        }
    }

    /** Ends it; returns what it did wrong: it must not have given up before. */
    Optional<String> stop() {
        if (!process.isAlive()) {
            return Optional.of("the producer gave up: " + process.lastWords());
        }
        int exitCode = process.stop(STOP);
        return INTERRUPTED.contains(exitCode)
                ? Optional.empty()
                : Optional.of("the producer ended with " + exitCode + ": " + process.lastWords());
    }

    void kill() {
        process.kill();
    }
}
