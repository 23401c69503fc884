package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where logins come from, if their records do not say so. */
public final class GeoOptions {
    @Option(
            names = "--geo-database",
            paramLabel = "FILE",
            description = "A database in MaxMind's format (.mmdb), which knows where addresses are (default: none).")
    @SettingOption(SettingKey.GEO_DATABASE)
    private Path database;

    @Option(
            names = "--geo-follow",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Go on with another database than before (default: false).")
    @SettingOption(SettingKey.GEO_FOLLOW)
    private String follow;
}
