package io.rollcall.dashboard.history;

import io.rollcall.model.stats.WindowStats;

/**
 * Numbers of a window or a range, nationwide or of one locale.
 *
 * @param logins distinct logins that succeeded; exact
 * @param uniqueUsers estimate of their distinct user ids, from united sketches
 * @param distinctDevices estimate of their distinct device ids, from united sketches
 * @param failedLogins distinct failed logins; exact
 * @param failedUsers estimate of their distinct user ids, from united sketches
 */
public record Totals(long logins, long uniqueUsers, long distinctDevices, long failedLogins, long failedUsers) {
    /** No logins. */
    public static final Totals ZERO = new Totals(0, 0, 0);

    /** Numbers without failed logins. */
    public Totals(long logins, long uniqueUsers, long distinctDevices) {
        this(logins, uniqueUsers, distinctDevices, 0, 0);
    }

    /** The numbers of a row. */
    static Totals of(WindowStats row) {
        return new Totals(
                row.logins(),
                row.uniqueUsers(),
                row.distinctDevices(),
                row.failures().logins(),
                row.failures().users());
    }

    /** Logins and failed logins together. */
    long attempts() {
        return logins + failedLogins;
    }
}
