package io.rollcall.bench.peers;

import java.nio.file.Path;
import java.time.Duration;

/** Measures how fast an engine cleans and counts a backlog, and how much CPU time it takes per login. */
final class DrainMeasurement {
    private DrainMeasurement() {}

    /**
     * Measures with this many logins, which the broker directory {@code topics} holds; returns the verdict of the
     * oracle.
     */
    static String run(RunEnvironment environment, Engine engine, Path topics, long count, Results results) {
        try (EngineRun run = EngineRun.onCopyOf(topics, environment, engine);
                DrainWatch watch = new DrainWatch(run.bootstrapServer(), count)) {
            ChildProcess process = run.start();
            while (!watch.hasBegun()) {
                watch.poll();
                process.requireAlive();
            }
            Duration before = process.cpu();
            while (!watch.hasEnded()) {
                watch.poll();
                process.requireAlive();
            }
            Duration cpu = process.cpu();
            results.add(engine, "drain, logins/s", watch.rate());
            results.add(engine, "drain, CPU us a login", cpu.minus(before).toNanos() / 1e3 / count);
            results.add(engine, "drain, CPU us a login with start", cpu.toNanos() / 1e3 / count);
            results.add(engine, "drain, most resident, MB", process.peakMegabytes());
            return run.verdict();
        }
    }
}
