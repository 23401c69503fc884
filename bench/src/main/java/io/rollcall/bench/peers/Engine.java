package io.rollcall.bench.peers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The engines that are compared, and how each is started. */
enum Engine {
    /** Includes its dashboard, as users run it. Its numbers are exact after any failure. */
    ROLLCALL("rollcall", "", "", ""),
    KAFKA_STREAMS_ALOS("kafka-streams-alos", "kafka-streams", "streams.StreamsPeer", "at_least_once"),
    KAFKA_STREAMS_EOS("kafka-streams-eos", "kafka-streams", "streams.StreamsPeer", "exactly_once_v2"),
    FLINK_ALOS("flink-alos", "flink", "flink.FlinkPeer", "at-least-once"),
    FLINK_EOS("flink-eos", "flink", "flink.FlinkPeer", "exactly-once");

    private final String label;
    private final String module;
    private final String mainClass;
    private final String guarantee;

    Engine(String label, String module, String mainClass, String guarantee) {
        this.label = label;
        this.module = module;
        this.mainClass = mainClass;
        this.guarantee = guarantee;
    }

    /** The name on the command line and in tables. */
    String label() {
        return label;
    }

    /**
     * The engine with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Engine named(String label) {
        return Arrays.stream(values())
                .filter(engine -> engine.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no engine " + label + ", only "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Engine::label).toList())));
    }

    /** The command that runs the engine on this Kafka, with its state in this folder, until it is killed. */
    List<String> command(RunEnvironment environment, String bootstrapServer, Path folder) {
        if (this == ROLLCALL) {
            return List.of(
                    environment.home().resolve("rollcall").toString(),
                    "up",
                    "--no-producer",
                    "--bootstrap-server",
                    bootstrapServer,
                    "--data-dir",
                    folder.toString(),
                    "--dashboard-port",
                    Integer.toString(RunEnvironment.freePort()),
                    "--spark-ui-port",
                    Integer.toString(RunEnvironment.freePort()));
        }
        Path target = environment.home().resolve("bench/peers/" + module + "/target");
        return List.of(
                environment.java(),
                environment.jvmOptions("common"),
                environment.jvmOptions("opens"),
                "-Xms256m",
                "-Xmx1g",
                "-cp",
                target.resolve("rollcall-peer-" + module + ".jar") + ":" + target.resolve("lib") + "/*",
                "io.rollcall.bench.peers." + mainClass,
                bootstrapServer,
                guarantee,
                folder.toString());
    }
}
