package io.rollcall.bench.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Runs the engines in turn, round after round, and prints medians. A failed measurement is reported and left out. */
public final class Peers {
    private static final Duration PRELOAD_TIMEOUT = Duration.ofMinutes(5);

    private final RunEnvironment environment = RunEnvironment.ofThisProcess();
    private final Results results = new Results();
    private final Options options;

    private Peers(Options options) {
        this.options = options;
    }

    /** Arguments: those of {@code bench/run peers}. */
    public static void main(String[] args) {
        try {
            new Peers(Options.parse(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }

    private void run() {
        Path backlog = environment.folder().resolve("backlog");
        if (options.parts().contains("drain")) {
            writeBacklog(backlog);
        }
        for (int round = 1; round <= options.rounds(); round++) {
            if (options.parts().contains("latency")) {
                for (int rate : options.rates()) {
                    latency(round, rate);
                }
            }
            if (options.parts().contains("drain")) {
                drain(round, backlog);
            }
        }
        System.out.println();
        results.print(options.engines());
    }

    private void writeBacklog(Path backlog) {
        try (ChildProcess process = environment.bench(
                BacklogWriter.class,
                "768m",
                backlog.toString(),
                Long.toString(options.drain()),
                Integer.toString(options.backlogRate()))) {
            process.await("written", PRELOAD_TIMEOUT);
        }
    }

    private void latency(int round, int rate) {
        for (Engine engine : options.engines()) {
            attempt(
                    engine,
                    "round " + round + ", " + rate + "/s",
                    () -> LatencyMeasurement.run(
                            environment, engine, rate, options.warmUpSeconds(), options.seconds(), results));
        }
    }

    private void drain(int round, Path backlog) {
        for (Engine engine : options.engines()) {
            attempt(
                    engine,
                    "round " + round + ", drain of " + options.drain(),
                    () -> DrainMeasurement.run(environment, engine, backlog, options.drain(), results));
        }
    }

    private void attempt(Engine engine, String what, Supplier<String> part) {
        System.out.println(what + ", " + engine.label());
        try {
            results.addVerdict(engine, part.get());
        } catch (IllegalStateException e) {
            results.addVerdict(engine, what + ": " + e.getMessage());
        }
    }
}
