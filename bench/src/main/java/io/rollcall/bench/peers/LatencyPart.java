package io.rollcall.bench.peers;

import java.time.Duration;

/** From the start of an engine to its first row, then how long a login takes to the first row that contains it. */
final class LatencyPart {
    private static final int MARGIN_SECONDS = 170;

    private LatencyPart() {}

    /** At so many logins a second, for so many seconds after so many of warm-up; returns the oracle's verdict. */
    static String run(Lab lab, Engine engine, int rate, int warmUpSeconds, int seconds, Results results) {
        try (EngineRun run = EngineRun.onEmptyTopics(lab, engine);
                Jvm load = lab.bench(
                        "io.rollcall.bench.RowLatency",
                        "1g",
                        run.bootstrapServer(),
                        Integer.toString(rate),
                        Integer.toString(warmUpSeconds),
                        Integer.toString(seconds))) {
            load.await("sending", Duration.ofSeconds(30));
            Jvm process = run.start();
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

    private static long number(Jvm load, String name) {
        return Long.parseLong(load.await(name + " ", Duration.ofSeconds(1)));
    }
}
