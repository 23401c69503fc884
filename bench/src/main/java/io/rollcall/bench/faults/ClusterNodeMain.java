package io.rollcall.bench.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One broker of a cluster on 127.0.0.1, in its own process. Node 1 is the controller too. */
public final class ClusterNodeMain {
    private static final String CONTROLLER = "CONTROLLER";
    private static final Uuid CLUSTER = new Uuid(0x526f6c6c63616c6cL, 1);

    private ClusterNodeMain() {}

    static List<String> arguments(Path directory, int node, int port, int controllerPort) {
        return List.of(
                directory.toString(), Integer.toString(node), Integer.toString(port), Integer.toString(controllerPort));
    }

    /** Arguments: directory, node id, port, port of the controller. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        int node = Integer.parseInt(args[1]);
        format(directory, node);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(properties(directory, node, args[2], args[3]), false), Time.SYSTEM);
        server.startup();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.shutdown();
                            stopped.countDown();
                        },
                        "stop"));
        System.out.println("broker ready at 127.0.0.1:" + args[2]);
        stopped.await();
    }

    private static void format(Path directory, int node) throws Exception {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(node)
                    .setClusterId(CLUSTER.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(CONTROLLER)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        }
    }

    private static Map<String, String> properties(Path directory, int node, String port, String controllerPort) {
        Map<String, String> config = new HashMap<>();
        boolean controller = node == 1;
        String listener = "PLAINTEXT://127.0.0.1:" + port;
        config.put("process.roles", controller ? "broker,controller" : "broker");
        config.put("node.id", Integer.toString(node));
        config.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        config.put("controller.listener.names", CONTROLLER);
        config.put("listeners", controller ? listener + "," + CONTROLLER + "://127.0.0.1:" + controllerPort : listener);
        config.put("advertised.listeners", listener);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.put("log.dirs", directory.toString());
        config.put("auto.create.topics.enable", "false");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "2");
        config.put("transaction.state.log.min.isr", "1");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        // A paused follower stays in sync for as long as a round lasts, as one behind a slow disk does.
        config.put("broker.session.timeout.ms", "600000");
        config.put("replica.lag.time.max.ms", "600000");
        return config;
    }
}
