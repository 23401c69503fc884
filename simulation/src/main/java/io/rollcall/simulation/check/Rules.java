package io.rollcall.simulation.check;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.HashSet;
import java.util.Set;

/**
 * The settings on which the numbers depend, as the oracle needs them. Durations in ms.
 *
 * @param lengthMillis length of a window
 * @param slideMillis from one window's start to the next
 * @param latenessMillis how late a login may be and still count
 * @param toleranceMillis how far ahead of its Kafka timestamp a login may be
 * @param locales the locales that are counted by name
 */
public record Rules(
        long lengthMillis, long slideMillis, long latenessMillis, long toleranceMillis, Set<String> locales) {
    /** The rules of these settings. */
    public static Rules of(Settings settings) {
        return new Rules(
                settings.duration(SettingKey.WINDOW_LENGTH).toMillis(),
                settings.duration(SettingKey.WINDOW_SLIDE).toMillis(),
                settings.duration(SettingKey.LATENESS).toMillis(),
                settings.duration(SettingKey.FUTURE_TOLERANCE).toMillis(),
                settings.locales());
    }

    /** Starts (ms) of the windows that contain a time (ms). */
    public Set<Long> windowsOf(long millis) {
        Set<Long> starts = new HashSet<>();
        long newest = Math.floorDiv(millis, slideMillis) * slideMillis;
        for (long start = newest; start > millis - lengthMillis; start -= slideMillis) {
            starts.add(start);
        }
        return starts;
    }
}
