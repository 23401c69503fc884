package io.rollcall.bench;

import java.util.Arrays;
import java.util.Locale;

/** Latencies in milliseconds and their percentiles. */
final class Latencies {
    /** Was not seen while the measurement lasted: counts as infinitely late. */
    static final long NEVER = Long.MAX_VALUE;

    private long[] millis = new long[1024];
    private int size;

    void add(long latencyMillis) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
        }
        millis[size++] = latencyMillis;
    }

    /** One line of the table: how many, median, p90, p99, max. */
    String line(String name) {
        long[] sorted = Arrays.copyOf(millis, size);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%-36s %9d %8s %8s %8s %8s",
                name,
                size,
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    static String heading() {
        return String.format(
                "%-36s %9s %8s %8s %8s %8s", "from due to be sent, ms", "logins", "median", "p90", "p99", "max");
    }

    private static String at(long[] sorted, double quantile) {
        if (sorted.length == 0) {
            return "-";
        }
        long value = sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
        return value == NEVER ? "never" : Long.toString(value);
    }
}
