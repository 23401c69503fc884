package io.rollcall.app.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The broker's properties: for little memory, for a quick start and stop, and with one replica of everything. */
final class EmbeddedBrokerConfig {
    static final String HOST = "127.0.0.1";
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private EmbeddedBrokerConfig() {}

    static Map<String, String> of(Path directory, int port, int advertisedPort, int controllerPort) {
        Map<String, String> config = new TreeMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(NODE_ID));
        config.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        config.put("controller.listener.names", CONTROLLER);
        config.put(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + advertisedPort);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.put("log.dirs", directory.toString());
        config.putAll(ONE_REPLICA);
        config.putAll(SMALL);
        return config;
    }

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "auto.create.topics.enable", "false",
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0");

    /** Each idle request handler costs a few percent of a core. The log cleaner's default buffer takes 128 MB of heap. */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("num.io.threads", "2"),
            Map.entry("num.network.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
            Map.entry("log.segment.bytes", Integer.toString(16 << 20)),
            Map.entry("log.retention.check.interval.ms", "60000"),
            Map.entry("log.segment.delete.delay.ms", "5000"),
            Map.entry("controller.quorum.append.linger.ms", "0"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // After a crash the controller waits this long for the old broker before it accepts the new one.
            Map.entry("broker.session.timeout.ms", "5000"),
            Map.entry("metadata.max.idle.interval.ms", "5000"));
}
