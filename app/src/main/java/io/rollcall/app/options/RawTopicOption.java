package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import picocli.CommandLine.Option;

/** Where the raw logins are. */
public final class RawTopicOption {
    @Option(
            names = "--topic-raw",
            paramLabel = "TOPIC",
            description = "The topic of the raw logins (default: user-login).")
    @SettingOption(SettingKey.TOPIC_RAW)
    private String topicRaw;
}
