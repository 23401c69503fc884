package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where logins come from, if their records do not say so. */
public final class GeoDatabaseOption {
    @Option(
            names = "--geo-database",
            paramLabel = "FILE",
            description = "A database in MaxMind's format (.mmdb), which knows where addresses are (default: none).")
    @SettingOption(SettingKey.GEO_DATABASE)
    private Path database;
}
