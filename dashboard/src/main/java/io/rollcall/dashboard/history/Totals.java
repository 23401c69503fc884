package io.rollcall.dashboard.history;

/**
 * Numbers of a window or a range, nationwide or of one locale.
 *
 * @param logins distinct logins; exact
 * @param uniqueUsers distinct user ids, by uniting sketches
 * @param distinctDevices distinct device ids, likewise
 */
public record Totals(long logins, long uniqueUsers, long distinctDevices) {
    /** No login. */
    public static final Totals ZERO = new Totals(0, 0, 0);
}
