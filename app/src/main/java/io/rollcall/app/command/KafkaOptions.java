package io.rollcall.app.command;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Kafka, and how; for every command that talks to it. */
final class KafkaOptions {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka to talk to (default: localhost:29092).")
    @SettingOption(SettingKey.BOOTSTRAP_SERVER)
    private String bootstrapServer;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client properties (SASL, TLS), passed to every client.")
    @SettingOption(SettingKey.KAFKA_CONFIG)
    private Path kafkaConfig;

    /** Whether a Kafka was named, on the command line or in settings; else it is the embedded one. */
    boolean isExternal(Settings settings) {
        return bootstrapServer != null
                || !settings.text(SettingKey.BOOTSTRAP_SERVER).equals(SettingKey.BOOTSTRAP_SERVER.defaultValue());
    }
}
