package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Completes the command {@code rollcall reset --job} in messages, so that it can be copied and acts on the right job. */
public final class ResetAdvice {
    private static final Pattern RESET = Pattern.compile("rollcall reset --job (?:clean|stats)(?! --)");

    /** What says where a job's Kafka and checkpoint are, and what it reads and counts. */
    private static final Map<SettingKey, String> OPTIONS = options();

    private static Map<SettingKey, String> options() {
        Map<SettingKey, String> options = new LinkedHashMap<>();
        options.put(SettingKey.BOOTSTRAP_SERVER, "--bootstrap-server");
        options.put(SettingKey.KAFKA_CONFIG, "--kafka-config");
        options.put(SettingKey.CHECKPOINT_LOCATION, "--checkpoint-location");
        options.put(SettingKey.DATA_DIR, "--data-dir");
        options.put(SettingKey.TOPIC_RAW, "--topic-raw");
        options.put(SettingKey.SOURCE, "--source");
        options.put(SettingKey.GEO_DATABASE, "--geo-database");
        options.put(SettingKey.LOCALES, "--locales");
        return options;
    }

    private ResetAdvice() {}

    /**
     * The text, in which each such command has the options for these settings that are not the default.
     *
     * @param config the file of settings that was given, or null
     * @param kafkaIsNamed whether the command that shows the text talks to a Kafka that it did not start, so that a reset
     *     must name it
     */
    public static String complete(String text, Settings settings, Path config, boolean kafkaIsNamed) {
        StringBuilder more = new StringBuilder();
        if (config != null) {
            more.append(" --config ").append(quoted(config.toString()));
        }
        OPTIONS.forEach((key, option) -> {
            boolean named = kafkaIsNamed && key == SettingKey.BOOTSTRAP_SERVER;
            if (named || !settings.text(key).equals(key.defaultValue())) {
                more.append(' ').append(option).append(' ').append(quoted(settings.text(key)));
            }
        });
        return RESET.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group() + more));
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:,=@%+~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
