package io.rollcall.model.settings;

import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.WhiteSpace;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings in force: checked, so that no getter throws. Made by {@link SettingsLoader}. */
public final class Settings {
    private final EnumMap<SettingKey, String> values;

    Settings(Map<SettingKey, String> values) {
        this.values = new EnumMap<>(values);
    }

    /** All defaults. */
    public static Settings defaults() {
        return new SettingsLoader(Map.of()).load(null, Map.of());
    }

    /** The same with one more value. @throws UserError if it is a bad one */
    public Settings with(SettingKey key, String value) {
        EnumMap<SettingKey, String> all = new EnumMap<>(values);
        all.put(key, value);
        return new SettingsLoader(Map.of()).load(null, all);
    }

    /** The text of a setting. */
    public String text(SettingKey key) {
        return values.get(key);
    }

    /** A duration. */
    public Duration duration(SettingKey key) {
        return SettingValues.duration(text(key));
    }

    /** A count, a port. */
    public long number(SettingKey key) {
        return Long.parseLong(text(key));
    }

    /** A count or port that fits an int. */
    public int integer(SettingKey key) {
        return Math.toIntExact(number(key));
    }

    /** Whether a flag is set. */
    public boolean flag(SettingKey key) {
        return Boolean.parseBoolean(text(key));
    }

    /** Names of the topics. */
    public Topics topics() {
        return new Topics(
                text(SettingKey.TOPIC_RAW),
                text(SettingKey.TOPIC_CLEAN),
                text(SettingKey.TOPIC_LATE),
                text(SettingKey.TOPIC_REJECTED),
                text(SettingKey.TOPIC_STATS),
                text(SettingKey.TOPIC_PROGRESS));
    }

    /** Length and slide of the windows. */
    public Windowing windowing() {
        return Windowing.of(duration(SettingKey.WINDOW_LENGTH), duration(SettingKey.WINDOW_SLIDE));
    }

    /** The cleaner with its two limits. */
    public LoginCleaner cleaner() {
        return new LoginCleaner(
                duration(SettingKey.LATENESS).toMillis(),
                duration(SettingKey.FUTURE_TOLERANCE).toMillis());
    }

    /** Locales, upper-cased as in clean logins, that are counted by their own name; others count as {@code OTHER}. */
    public Set<String> locales() {
        return Stream.of(text(SettingKey.LOCALES).split(",", -1))
                .map(locale -> WhiteSpace.trim(locale).toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Synthetic logins a second. */
    public double rate() {
        return Double.parseDouble(text(SettingKey.RATE));
    }
}
