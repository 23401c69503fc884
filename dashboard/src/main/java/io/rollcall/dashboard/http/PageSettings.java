package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Threshold;
import java.util.Locale;

/** What the page needs to know of the settings for its commands and its tiles: fields of {@code /api/regions}. */
final class PageSettings {
    private PageSettings() {}

    static void put(ObjectNode body, Settings settings) {
        body.put("kafka_options", kafkaOptions(settings));
        body.put("rejected_topic", settings.topics().rejected());
        ArrayNode thresholds = body.putArray("thresholds");
        for (Threshold threshold : settings.thresholds()) {
            thresholds
                    .addObject()
                    .put("tile", name(threshold.tile()))
                    .put("level", name(threshold.level()))
                    .put("side", name(threshold.side()))
                    .put("bound", threshold.bound());
        }
    }

    /** The options with which a command on this machine reaches the same Kafka; empty for the default one. */
    private static String kafkaOptions(Settings settings) {
        String kafka = KafkaSettings.of(settings).bootstrapServer();
        return kafka.equals(SettingKey.BOOTSTRAP_SERVER.defaultValue()) ? "" : "--bootstrap-server " + kafka;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
