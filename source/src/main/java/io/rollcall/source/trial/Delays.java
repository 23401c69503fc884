package io.rollcall.source.trial;

import java.util.Arrays;

/**
 * How long logins took from the event to Kafka. All in ms; a negative one is of an event that is ahead of Kafka's
 * clock.
 *
 * @param count how many logins
 * @param median of the delays; 0 without logins
 * @param p99 99 % are not longer
 * @param max the longest
 * @param lateness the setting that is in force
 * @param keeping the shortest {@code lateness} in a round number that keeps 99.9 % of the logins
 */
public record Delays(int count, long median, long p99, long max, long lateness, long keeping) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    static Delays of(long[] delays, long lateness, long tolerance) {
        if (delays.length == 0) {
            return new Delays(0, 0, 0, 0, lateness, lateness);
        }
        Arrays.sort(delays);
        // A lateness must be longer than the tolerance.
        long needed = Math.max(at(delays, 0.999), tolerance + 1);
        return new Delays(
                delays.length, at(delays, 0.5), at(delays, 0.99), delays[delays.length - 1], lateness, round(needed));
    }

    /** The smallest delay that this part of the logins does not exceed. */
    private static long at(long[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length - 1e-9) - 1)];
    }

    /** Up to a number that a person would choose. */
    private static long round(long millis) {
        long unit = millis <= 2 * MINUTE ? 5 * SECOND : millis <= 2 * HOUR ? MINUTE : HOUR;
        return (millis + unit - 1) / unit * unit;
    }

    /** Whether the lateness that is in force keeps as many. */
    public boolean isKept() {
        return keeping <= lateness;
    }
}
