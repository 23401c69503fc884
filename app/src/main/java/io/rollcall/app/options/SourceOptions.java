package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the raw logins are, and what they look like. */
public final class SourceOptions {
    @Option(
            names = "--source",
            paramLabel = "NAME|FILE",
            description = "What the raw logins look like: a preset of rollcall source list, or a mapping file"
                    + " (default: the built-in form).")
    @SettingOption(SettingKey.SOURCE)
    private String source;

    @Mixin
    private RawTopicOption rawTopic;
}
