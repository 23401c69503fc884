package io.rollcall.simulation;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.List;

/** The settings that a schedule may use. Short times, so that windows become final and state is dropped within it. */
final class Variants {
    /** Those with which a schedule begins. */
    static final Settings FIRST = Settings.defaults()
            .with(SettingKey.FUTURE_TOLERANCE, "5s")
            .with(SettingKey.LATENESS, "20s")
            .with(SettingKey.STATS_DELAY, "25s")
            .with(SettingKey.LOCALES, "CA");

    private static final List<Settings> ALL = List.of(
            FIRST,
            FIRST.with(SettingKey.WINDOW_LENGTH, "20s"),
            FIRST.with(SettingKey.WINDOW_SLIDE, "15s"),
            FIRST.with(SettingKey.LOCALES, "CA,ZZ"),
            FIRST.with(SettingKey.LATENESS, "15s"),
            FIRST.with(SettingKey.FUTURE_TOLERANCE, "3s"));

    private Variants() {}

    static Settings of(int number) {
        return ALL.get(number % ALL.size());
    }

    /** Whether two of them differ in what the clean job depends on. */
    static boolean concernClean(Settings before, Settings after) {
        return !before.duration(SettingKey.LATENESS).equals(after.duration(SettingKey.LATENESS))
                || !before.duration(SettingKey.FUTURE_TOLERANCE).equals(after.duration(SettingKey.FUTURE_TOLERANCE));
    }
}
