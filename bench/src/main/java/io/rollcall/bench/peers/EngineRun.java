package io.rollcall.bench.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One start of one engine on a broker of its own, from clean ground to the oracle's verdict. */
final class EngineRun implements AutoCloseable {
    private static final Duration CHECK_PATIENCE = Duration.ofMinutes(8);

    private final Lab lab;
    private final Engine engine;
    private final Jvm broker;
    private final String bootstrapServer = "127.0.0.1:" + Lab.freePort();
    private Jvm process;

    private EngineRun(Lab lab, Engine engine) {
        this.lab = lab;
        this.engine = engine;
        this.broker = lab.broker(kafkaFolder(lab), bootstrapServer);
    }

    /** With empty topics. */
    static EngineRun onEmptyTopics(Lab lab, Engine engine) {
        clear(lab);
        EngineRun run = new EngineRun(lab, engine);
        Lab.createTopics(Lab.kafka(run.bootstrapServer));
        return run;
    }

    /** With a copy of the topics of a broker that has ended. */
    static EngineRun onCopyOf(Path topics, Lab lab, Engine engine) {
        clear(lab);
        Lab.copy(topics, kafkaFolder(lab));
        return new EngineRun(lab, engine);
    }

    private static void clear(Lab lab) {
        Lab.delete(kafkaFolder(lab));
        Lab.delete(lab.folder().resolve("engine"));
    }

    private static Path kafkaFolder(Lab lab) {
        return lab.folder().resolve("kafka");
    }

    String bootstrapServer() {
        return bootstrapServer;
    }

    /** Starts the engine. */
    Jvm start() {
        process = lab.engine(engine, bootstrapServer);
        return process;
    }

    /** Ends the engine and asks the oracle: {@code exact}, or what is wrong. */
    String verdict() {
        process.close();
        try (Jvm check = lab.bench("io.rollcall.bench.peers.Check", "8g", bootstrapServer)) {
            check.await("checked", CHECK_PATIENCE);
            List<String> said = check.lines();
            return said.stream()
                    .filter(line -> line.startsWith("verdict "))
                    .map(line -> line.substring("verdict ".length()))
                    .findFirst()
                    .orElse("not checked");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        broker.close();
        clear(lab);
    }
}
