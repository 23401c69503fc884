package io.rollcall.model.settings;

import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.place.Locales;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.WhiteSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings in force. {@link SettingsLoader} has checked them, so no getter throws. Immutable. */
public final class Settings {
    private final EnumMap<SettingKey, String> values;

    Settings(Map<SettingKey, String> values) {
        this.values = new EnumMap<>(values);
    }

    /** The defaults of all settings. */
    public static Settings defaults() {
        return new SettingsLoader(Map.of()).load(null, Map.of());
    }

    /** These settings with another value for one of them. @throws UserError if the value is bad */
    public Settings with(SettingKey key, String value) {
        EnumMap<SettingKey, String> all = new EnumMap<>(values);
        all.put(key, value);
        return new SettingsLoader(Map.of()).load(null, all);
    }

    /** The value as text. */
    public String text(SettingKey key) {
        return values.get(key);
    }

    /** The value of a duration. */
    public Duration duration(SettingKey key) {
        return SettingValues.duration(text(key));
    }

    /** The value of a count or port. */
    public long number(SettingKey key) {
        return Long.parseLong(text(key));
    }

    /** The value of a count or port as an int. @throws ArithmeticException if it does not fit */
    public int integer(SettingKey key) {
        return Math.toIntExact(number(key));
    }

    /** The value of a flag. */
    public boolean flag(SettingKey key) {
        return Boolean.parseBoolean(text(key));
    }

    /** The names of the topics. */
    public Topics topics() {
        return new Topics(
                text(SettingKey.TOPIC_RAW),
                text(SettingKey.TOPIC_CLEAN),
                text(SettingKey.TOPIC_LATE),
                text(SettingKey.TOPIC_REJECTED),
                text(SettingKey.TOPIC_STATS),
                text(SettingKey.TOPIC_PROGRESS));
    }

    /** The length and slide of the windows. */
    public Windowing windowing() {
        return Windowing.of(duration(SettingKey.WINDOW_LENGTH), duration(SettingKey.WINDOW_SLIDE));
    }

    /** A cleaner with the limits of these settings. */
    public LoginCleaner cleaner() {
        return new LoginCleaner(
                duration(SettingKey.LATENESS).toMillis(),
                duration(SettingKey.FUTURE_TOLERANCE).toMillis());
    }

    /** Locales that are counted by their own name, as in clean logins. All others count as {@code OTHER}. */
    public Set<String> locales() {
        return Locales.of(text(SettingKey.LOCALES));
    }

    /** What is allowed, but probably not meant: a sentence each, for whoever starts a part of the pipeline. */
    public List<Message> doubts() {
        return Locales.doubts(text(SettingKey.LOCALES)).stream()
                .map(doubt -> Message.of("{}: {}", SettingKey.LOCALES, doubt))
                .toList();
    }

    /** Names of hosts, in lower case, that the dashboard answers to besides its own. */
    public Set<String> dashboardHosts() {
        return Stream.of(text(SettingKey.DASHBOARD_HOSTS).split(",", -1))
                .map(host -> WhiteSpace.trim(host).toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The path below which the dashboard serves, without a slash at its end: empty for the root. */
    public String dashboardPath() {
        return text(SettingKey.DASHBOARD_PATH).replaceFirst("/$", "");
    }

    /** The reverse proxies that the dashboard believes. */
    public List<Network> proxies() {
        return Network.list(text(SettingKey.DASHBOARD_PROXIES));
    }

    /** The roles of groups that a proxy or provider names. */
    public List<GroupRole> groupRoles() {
        return GroupRole.parse(text(SettingKey.DASHBOARD_ROLES));
    }

    /** The items of a list of names, in its order. */
    public List<String> names(SettingKey key) {
        return Stream.of(text(key).split(",", -1)).map(WhiteSpace::trim).toList();
    }

    /** How much roles see of what can identify a person, where it differs from the defaults; the last of a field counts. */
    public List<MaskRule> masks() {
        return MaskRule.parse(text(SettingKey.DASHBOARD_MASK));
    }

    /** When tiles of the page change their colour: first the bounds of a warning, then those of an alarm. */
    public List<Threshold> thresholds() {
        List<Threshold> all = new ArrayList<>();
        all.addAll(Threshold.parse(text(SettingKey.DASHBOARD_WARN), Threshold.Level.WARN));
        all.addAll(Threshold.parse(text(SettingKey.DASHBOARD_ALARM), Threshold.Level.ALARM));
        return List.copyOf(all);
    }

    /** Synthetic logins per second. */
    public double rate() {
        return Double.parseDouble(text(SettingKey.RATE));
    }
}
