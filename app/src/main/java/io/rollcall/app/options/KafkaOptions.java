package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Kafka to use, and how to connect to it. */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The Kafka to connect to (default: localhost:29092).")
    @SettingOption(SettingKey.BOOTSTRAP_SERVER)
    private String bootstrapServer;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client properties (SASL, TLS) for every Kafka client.")
    @SettingOption(SettingKey.KAFKA_CONFIG)
    private Path kafkaConfig;

    /** Whether an option or a setting names a Kafka. If not, the embedded one is meant. */
    public boolean isExternal(Settings settings) {
        return bootstrapServer != null
                || !settings.text(SettingKey.BOOTSTRAP_SERVER).equals(SettingKey.BOOTSTRAP_SERVER.defaultValue());
    }
}
