package io.rollcall.app.trial;

import java.util.Locale;

/** Durations in ms as text. */
public final class Durations {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Durations() {}

    /** As a setting has it: {@code 90s}. */
    public static String setting(long millis) {
        if (millis % HOUR == 0) {
            return millis / HOUR + "h";
        } else if (millis % MINUTE == 0) {
            return millis / MINUTE + "m";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }

    /** As a person reads it: {@code 1.3 s}. */
    static String text(long millis) {
        long size = Math.abs(millis);
        if (size < SECOND) {
            return millis + " ms";
        } else if (size < 2 * MINUTE) {
            return text(millis, SECOND, "s");
        } else if (size < 2 * HOUR) {
            return text(millis, MINUTE, "min");
        }
        return size < 48 * HOUR ? text(millis, HOUR, "h") : text(millis, 24 * HOUR, "d");
    }

    private static String text(long millis, long unit, String name) {
        return String.format(Locale.ROOT, "%.1f %s", millis / (double) unit, name)
                .replace(".0 ", " ");
    }
}
