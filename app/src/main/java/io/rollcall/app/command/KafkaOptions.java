package io.rollcall.app.command;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which Kafka, and how; for every command that talks to it. */
final class KafkaOptions {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka to talk to (default: localhost:29092).")
    private String bootstrapServer;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client properties (SASL, TLS), passed to every client.")
    private Path kafkaConfig;

    /** Whether a Kafka was named, on the command line or in settings; else it is the embedded one. */
    boolean isExternal(Settings settings) {
        return bootstrapServer != null
                || !settings.text(SettingKey.BOOTSTRAP_SERVER).equals(SettingKey.BOOTSTRAP_SERVER.defaultValue());
    }

    /** A new map of settings with what was given here. */
    Map<SettingKey, String> settings() {
        Map<SettingKey, String> settings = new EnumMap<>(SettingKey.class);
        put(settings, SettingKey.BOOTSTRAP_SERVER, bootstrapServer);
        putPath(settings, SettingKey.KAFKA_CONFIG, kafkaConfig);
        return settings;
    }

    static void put(Map<SettingKey, String> settings, SettingKey key, Object value) {
        if (value != null) {
            settings.put(key, value.toString());
        }
    }

    /** A folder named on the command line is relative to where the user stands, not to the launcher. */
    static void putPath(Map<SettingKey, String> settings, SettingKey key, Path path) {
        put(settings, key, path == null ? null : path.toAbsolutePath());
    }
}
