package io.rollcall.bench;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Measures how long the live tick of the dashboard takes while clients ask for a ragged day, again and again. */
final class LiveTickBench {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int TICKS = 200;

    private LiveTickBench() {}

    /** Arguments: logins per second, hours, clients, threads that answer them. */
    public static void main(String[] args) throws InterruptedException {
        double rate = Double.parseDouble(args[0]);
        int hours = Integer.parseInt(args[1]);
        long begin = 1_694_476_800_000L;
        StatsBoard board = new StatsBoard(Settings.defaults());
        SyntheticWindows windows = new SyntheticWindows(1, rate, begin);
        long step = Windowing.DEFAULT.slideMillis();
        long now = begin;
        for (; now < begin + hours * HOUR; now += step) {
            apply(board, windows, now + step);
            board.tidy();
        }
        System.out.printf("%-28s %8s %8s %8s %10s%n", "ms per tick", "median", "p99", "max", "answers");
        measure("no client", board, windows, now, 0);
        measure(args[2] + " clients", board, windows, now + 60_000, Integer.parseInt(args[2]));
        measure(
                args[2] + " clients, " + args[3] + " at a time",
                board,
                windows,
                now + 120_000,
                Integer.parseInt(args[3]));
        board.close();
    }

    private static void apply(StatsBoard board, SyntheticWindows windows, long now) {
        windows.until(now).forEach(row -> board.applyStats(row.stats(), row.users(), row.devices(), now));
        board.drainChanges();
    }

    private static void measure(String what, StatsBoard board, SyntheticWindows windows, long from, int threads)
            throws InterruptedException {
        AtomicLong answers = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            long start = from - 24 * HOUR + 30_000L * i + 10_000; // not aligned: it needs windows of its own
            long end = start + 24 * HOUR - 60_000L * (i + 1);
            Thread client = new Thread(() -> {
                while (!done.get()) { // an interrupt would close the files of the history
                    board.range(start, end);
                    answers.incrementAndGet();
                }
            });
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        double[] millis = new double[TICKS];
        long due = System.nanoTime();
        for (int i = 0; i < TICKS; i++) {
            due += TICK_NANOS;
            LockSupport.parkNanos(due - System.nanoTime());
            apply(board, windows, from + i * 100L);
            board.current();
            board.newestRates();
            millis[i] = (System.nanoTime() - due) / 1e6; // late starts count
        }
        done.set(true);
        for (Thread client : clients) {
            client.join();
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-28s %8.1f %8.1f %8.1f %10d%n",
                what,
                millis[TICKS / 2],
                millis[TICKS * 99 / 100],
                millis[TICKS - 1],
                answers.get());
    }
}
