package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a job looks up addresses. */
public final class GeoOptions {
    @Mixin
    private GeoDatabaseOption database;

    @Option(names = "--geo-follow", description = "Go on with another database of addresses than before.")
    @SettingOption(SettingKey.GEO_FOLLOW)
    private Boolean follow;
}
