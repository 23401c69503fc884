package io.rollcall.model.stats;

import io.rollcall.model.text.IsoTime;

/**
 * The statistics of one window and locale: one row on {@code user-login-stats}.
 *
 * @param window the event-time window
 * @param locale a configured locale, or {@code OTHER}
 * @param logins number of distinct logins that succeeded; exact
 * @param uniqueUsers number of their distinct user ids; exact up to a few hundred, then an estimate with a standard error
 *     below 2 %
 * @param distinctDevices number of their distinct device ids, likewise
 * @param failures the logins that failed
 */
public record WindowStats(
        Window window, String locale, long logins, long uniqueUsers, long distinctDevices, Failures failures) {
    /** The record header that holds the compact HLL sketch of user ids. */
    public static final String USERS_HEADER = "unique_users.hll";
    /** The record header that holds the compact HLL sketch of device ids. */
    public static final String DEVICES_HEADER = "distinct_devices.hll";
    /** The record header that holds the compact HLL sketch of the user ids of failed logins; missing without any. */
    public static final String FAILED_USERS_HEADER = "failed_users.hll";

    /** A row without failed logins. */
    public WindowStats(Window window, String locale, long logins, long uniqueUsers, long distinctDevices) {
        this(window, locale, logins, uniqueUsers, distinctDevices, Failures.NONE);
    }

    /** The record key on {@code user-login-stats}: {@code <window start>|<locale>}. */
    public String key() {
        return IsoTime.format(window.startMillis()) + "|" + locale;
    }

    /**
     * Logins and failed logins together. It only grows, so of several rows of a key the one with the most is valid; if
     * equal, the last.
     */
    public long attempts() {
        return logins + failures.logins();
    }
}
