package io.rollcall.bench;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Windowing;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures the memory and disk that a day of history takes in the dashboard, and how fast parts of it are answered. */
final class HistoryBench {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final int ROUNDS = 5;

    private HistoryBench() {}

    /** Arguments: logins per second, hours. */
    public static void main(String[] args) {
        double rate = Double.parseDouble(args[0]);
        int hours = Integer.parseInt(args[1]);
        long begin = 1_694_476_800_000L;
        StatsBoard board = new StatsBoard(Settings.defaults());
        SyntheticWindows windows = new SyntheticWindows(1, rate, begin);
        long step = Windowing.DEFAULT.slideMillis();
        System.out.printf("%8s %12s %12s%n", "hours", "heap_mb", "disk_mb");
        for (int hour = 0; hour < hours; hour++) {
            for (long time = begin + hour * HOUR; time < begin + (hour + 1) * HOUR; time += step) {
                long now = time + step;
                windows.until(now).forEach(row -> board.applyStats(row.stats(), row.users(), row.devices(), now));
                board.drainChanges();
                board.tidy();
            }
            if (hour == 0 || (hour + 1) % 6 == 0) {
                System.out.printf("%8d %12.1f %12.1f%n", hour + 1, heapMb(), board.archivedBytes() / 1e6);
            }
        }
        long end = begin + hours * HOUR;
        System.out.printf("%n%-44s %9s %9s%n", "ms to answer", "first", "median");
        time("a range: all of it", () -> board.range(begin, end));
        time("a range: ragged at both ends", () -> board.range(begin + 90_000, end - 90_000));
        time("a range: ragged and not aligned", () -> board.range(begin + 100_000, end - 80_000));
        time("a range: one hour, ragged", () -> board.range(end - 2 * HOUR + 30_000, end - HOUR + 30_000));
        time("a moment, hours ago", () -> board.at(begin + HOUR));
        time("all windows, nationwide", () -> board.history(Long.MIN_VALUE, Long.MAX_VALUE, null));
        time("all windows of one state", () -> board.history(Long.MIN_VALUE, Long.MAX_VALUE, "UT"));
        board.close();
    }

    private static double heapMb() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static void time(String what, Supplier<Object> question) {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long asked = System.nanoTime();
            if (question.get() == null) {
                throw new IllegalStateException("no answer");
            }
            millis[i] = (System.nanoTime() - asked) / 1e6;
        }
        double first = millis[0];
        java.util.Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-44s %9.1f %9.1f%n", what, first, millis[ROUNDS / 2]);
    }
}
