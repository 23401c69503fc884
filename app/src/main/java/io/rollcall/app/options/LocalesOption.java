package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import picocli.CommandLine.Option;

/** Which places are counted by their own name. */
public final class LocalesOption {
    @Option(
            names = "--locales",
            paramLabel = "us|world|LIST",
            description = "Places that are counted by their own name: us, world, or a list of codes (default: us).")
    @SettingOption(SettingKey.LOCALES)
    private String locales;
}
