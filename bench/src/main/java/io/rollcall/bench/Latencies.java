package io.rollcall.bench;

import java.util.Arrays;
import java.util.Locale;

/** Latencies in milliseconds and their percentiles. */
final class Latencies {
    /** The latency of something that was not seen before the measurement ended; larger than all others. */
    static final long NEVER = Long.MAX_VALUE;

    private int[] millis = new int[1024];
    private int size;

    void add(long latencyMillis) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
        }
        millis[size++] = (int) Math.min(latencyMillis, Integer.MAX_VALUE);
    }

    /** A line of the table: number, median, p90, p99, maximum. */
    String line(String name) {
        int[] sorted = Arrays.copyOf(millis, size);
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

    /** The latency (ms) that this share does not exceed; {@link Integer#MAX_VALUE} for never, -1 if there are none. */
    int quantile(double share) {
        int[] sorted = Arrays.copyOf(millis, size);
        Arrays.sort(sorted);
        return size == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }

    static String heading() {
        return heading("from due to be sent, ms", "logins");
    }

    static String heading(String what, String counted) {
        return String.format("%-36s %9s %8s %8s %8s %8s", what, counted, "median", "p90", "p99", "max");
    }

    private static String at(int[] sorted, double quantile) {
        if (sorted.length == 0) {
            return "-";
        }
        int value = sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
        return value == Integer.MAX_VALUE ? "never" : Integer.toString(value);
    }
}
