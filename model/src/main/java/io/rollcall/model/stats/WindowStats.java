package io.rollcall.model.stats;

import io.rollcall.model.text.IsoTime;

/**
 * The statistics of one window and locale: one row on {@code user-login-stats}.
 *
 * @param window the event-time window
 * @param locale a configured locale, or {@code OTHER}
 * @param logins number of distinct logins; exact
 * @param uniqueUsers number of distinct user ids; exact up to a few hundred, then an estimate with a standard error
 *     below 2 %
 * @param distinctDevices number of distinct device ids, likewise
 */
public record WindowStats(Window window, String locale, long logins, long uniqueUsers, long distinctDevices) {
    /** The record header that holds the compact HLL sketch of user ids. */
    public static final String USERS_HEADER = "unique_users.hll";
    /** The record header that holds the compact HLL sketch of device ids. */
    public static final String DEVICES_HEADER = "distinct_devices.hll";

    /** The record key on {@code user-login-stats}: {@code <window start>|<locale>}. */
    public String key() {
        return IsoTime.format(window.startMillis()) + "|" + locale;
    }
}
