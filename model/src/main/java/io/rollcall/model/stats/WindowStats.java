package io.rollcall.model.stats;

import io.rollcall.model.text.IsoTime;

/**
 * One row of window statistics: a window, a locale, its numbers.
 *
 * @param window the event-time window
 * @param locale a configured locale or {@code OTHER}
 * @param logins distinct logins; exact
 * @param uniqueUsers distinct user ids; exact while small, an estimate within 2 % beyond
 * @param distinctDevices distinct device ids; likewise
 */
public record WindowStats(Window window, String locale, long logins, long uniqueUsers, long distinctDevices) {
    /** Header that holds the compact HLL sketch of user ids. */
    public static final String USERS_HEADER = "unique_users.hll";
    /** Header that holds the compact HLL sketch of device ids. */
    public static final String DEVICES_HEADER = "distinct_devices.hll";

    /** The record key on {@code user-login-stats}: {@code <window start>|<locale>}. */
    public String key() {
        return IsoTime.format(window.startMillis()) + "|" + locale;
    }
}
