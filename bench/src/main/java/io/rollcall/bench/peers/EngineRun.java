package io.rollcall.bench.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One run of one engine on its own broker, from empty folders to the verdict of the oracle. */
final class EngineRun implements AutoCloseable {
    private static final Duration CHECK_TIMEOUT = Duration.ofMinutes(8);

    private final RunEnvironment environment;
    private final Engine engine;
    private final ChildProcess broker;
    private final String bootstrapServer = "127.0.0.1:" + RunEnvironment.freePort();
    private ChildProcess process;

    private EngineRun(RunEnvironment environment, Engine engine) {
        this.environment = environment;
        this.engine = engine;
        this.broker = environment.broker(kafkaFolder(environment), bootstrapServer);
    }

    /** A run with empty topics. */
    static EngineRun onEmptyTopics(RunEnvironment environment, Engine engine) {
        clear(environment);
        EngineRun run = new EngineRun(environment, engine);
        RunEnvironment.createTopics(RunEnvironment.kafka(run.bootstrapServer));
        return run;
    }

    /** A run with a copy of the topics of a broker that has ended. */
    static EngineRun onCopyOf(Path topics, RunEnvironment environment, Engine engine) {
        clear(environment);
        RunEnvironment.copy(topics, kafkaFolder(environment));
        return new EngineRun(environment, engine);
    }

    private static void clear(RunEnvironment environment) {
        RunEnvironment.delete(kafkaFolder(environment));
        RunEnvironment.delete(environment.folder().resolve("engine"));
    }

    private static Path kafkaFolder(RunEnvironment environment) {
        return environment.folder().resolve("kafka");
    }

    String bootstrapServer() {
        return bootstrapServer;
    }

    /** Starts the engine. */
    ChildProcess start() {
        process = environment.engine(engine, bootstrapServer);
        return process;
    }

    /** Ends the engine and asks the oracle; returns {@code exact}, or what is wrong. */
    String verdict() {
        process.close();
        try (ChildProcess check = environment.bench(OracleCheck.class, "8g", bootstrapServer)) {
            check.await("checked", CHECK_TIMEOUT);
            List<String> output = check.lines();
            return output.stream()
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
        clear(environment);
    }
}
