package io.rollcall.bench;

import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import java.util.Map;

/** The settings of the variables {@code ROLLCALL_…}, which the measured process has, too. */
final class Environment {
    private Environment() {}

    static Settings settings() {
        return new SettingsLoader(System.getenv()).load(null, Map.of());
    }
}
