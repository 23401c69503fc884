package io.rollcall.dashboard.history;

/**
 * Numbers of a window or a range, nationwide or of one locale.
 *
 * @param logins distinct logins; exact
 * @param uniqueUsers estimate of distinct user ids, from united sketches
 * @param distinctDevices estimate of distinct device ids, from united sketches
 */
public record Totals(long logins, long uniqueUsers, long distinctDevices) {
    /** No logins. */
    public static final Totals ZERO = new Totals(0, 0, 0);
}
