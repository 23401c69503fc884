package io.rollcall.bench.peers;

import java.nio.file.Path;
import java.time.Duration;

/** How quickly an engine works through a backlog, cleaning and counting, and what a login costs it. */
final class DrainPart {
    private DrainPart() {}

    /** Of so many logins, which lie in {@code topics}; returns the oracle's verdict. */
    static String run(Lab lab, Engine engine, Path topics, long count, Results results) {
        try (EngineRun run = EngineRun.onCopyOf(topics, lab, engine);
                DrainWatch watch = new DrainWatch(run.bootstrapServer(), count)) {
            Jvm process = run.start();
            while (!watch.hasBegun()) {
                watch.look();
                process.requireAlive();
            }
            Duration before = process.cpu();
            while (!watch.hasEnded()) {
                watch.look();
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
