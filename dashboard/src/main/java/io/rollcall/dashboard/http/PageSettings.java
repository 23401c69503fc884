package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Threshold;
import java.util.List;
import java.util.Locale;

/** What the page needs to know of the settings for its commands and its tiles: fields of {@code /api/regions}. */
final class PageSettings {
    private PageSettings() {}

    static void put(ObjectNode body, Settings settings) {
        variables(body.putObject("command_variables"), settings);
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

    /** The variables with which a command on this machine means the same Kafka and topics, if they are not the defaults. */
    private static void variables(ObjectNode variables, Settings settings) {
        for (SettingKey key : List.of(SettingKey.BOOTSTRAP_SERVER, SettingKey.TOPIC_RAW, SettingKey.TOPIC_REJECTED)) {
            String value = key == SettingKey.BOOTSTRAP_SERVER
                    ? KafkaSettings.of(settings).bootstrapServer()
                    : settings.text(key);
            if (!value.equals(key.defaultValue())) {
                variables.put(key.environmentVariable(), value);
            }
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
