package io.rollcall.bench.peers;

import io.rollcall.bench.RowLatency;
import java.time.Duration;

/**
 * Measures the time from the start of an engine to its first row, and then from a login to the first row that counts
 * it.
 */
final class LatencyMeasurement {
    /** For the start of the engine, and for the last logins to reach a row. */
    private static final int MARGIN_SECONDS = 170;

    private LatencyMeasurement() {}

    /**
     * Measures at this rate (logins per second) for {@code seconds} after the warm-up; returns the verdict of the
     * oracle.
     */
    static String run(
            RunEnvironment environment, Engine engine, int rate, int warmUpSeconds, int seconds, Results results) {
        try (EngineRun run = EngineRun.onEmptyTopics(environment, engine);
                ChildProcess load = environment.bench(
                        RowLatency.class,
                        "1g",
                        run.bootstrapServer(),
                        Integer.toString(rate),
                        Integer.toString(warmUpSeconds),
                        Integer.toString(seconds))) {
            load.await("sending", Duration.ofSeconds(30));
            ChildProcess process = run.start();
            load.await("sent_late", Duration.ofSeconds(MARGIN_SECONDS + warmUpSeconds + seconds));
            process.requireAlive();
            String at = String.format(" at %,d/s", rate);
            results.add(
                    engine,
                    "first row after start, s" + at,
                    (number(load, "first_row_at") - process.startedAt()) / 1e3);
            results.add(engine, "login to row, median ms" + at, number(load, "median"));
            results.add(engine, "login to row, p99 ms" + at, number(load, "p99"));
            results.add(engine, "a login was sent late by, ms" + at, number(load, "sent_late"));
            results.add(engine, "most resident, MB" + at, process.peakMegabytes());
            return run.verdict();
        }
    }

    private static long number(ChildProcess load, String name) {
        return Long.parseLong(load.await(name + " ", Duration.ofSeconds(1)));
    }
}
