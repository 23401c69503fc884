package io.rollcall.dashboard.history;

/**
 * The compact sketches of a row; each may be null if unknown.
 *
 * @param users of the user ids of logins
 * @param devices of the device ids of logins
 * @param failedUsers of the user ids of failed logins; null without any
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sketches(byte[] users, byte[] devices, byte[] failedUsers) {
    /** Nothing is known. */
    public static final Sketches NONE = new Sketches(null, null, null);
}
