package io.rollcall.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Watches a page's total while logins flow: when it stood still, and how long. */
final class Pauses {
    private static final long LOOK_MILLIS = 250;
    private static final long WORTH_TELLING_MILLIS = 3_000;

    private final DashboardClient dashboard;
    private final Thread thread = new Thread(this::look, "pauses");
    private final List<String> told = new ArrayList<>();
    private final long begun = System.nanoTime();
    private volatile boolean done;
    private long longest;

    private Pauses(DashboardClient dashboard) {
        this.dashboard = dashboard;
    }

    static Pauses watch(Observed rollcall) {
        Pauses pauses = new Pauses(rollcall.dashboard());
        pauses.thread.setDaemon(true);
        pauses.thread.start();
        return pauses;
    }

    private void look() {
        long total = -1;
        long changed = begun;
        while (!done) {
            long now = dashboard.snapshot().at("/visits/total").asLong(total);
            if (now != total) {
                stoodStill(changed);
                total = now;
                changed = System.nanoTime();
            }
            Waiting.pause(LOOK_MILLIS);
        }
        stoodStill(changed);
    }

    private void stoodStill(long since) {
        long millis = (System.nanoTime() - since) / 1_000_000;
        longest = Math.max(longest, millis);
        if (millis >= WORTH_TELLING_MILLIS) {
            tell(String.format(Locale.ROOT, "%.1f s without a change", millis / 1e3), since);
        }
    }

    /** Has something that was done told among the pauses, with its moment. */
    void mark(String what) {
        tell(what, System.nanoTime());
    }

    private synchronized void tell(String what, long at) {
        told.add(String.format(Locale.ROOT, "at %.1f s %s", (at - begun) / 1e9, what));
    }

    /** Stops to watch; returns the longest time without a change, and all of 3 s and more among the marks. */
    String result() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
        return String.format(
                Locale.ROOT,
                "longest without a change on the page %.1f s (%s)",
                longest / 1e3,
                String.join("; ", told));
    }
}
