package io.rollcall.bench.faults;

/** Watches a page's total while logins flow: how long it ever stood still. */
final class Pauses {
    private static final long LOOK_MILLIS = 100;

    private final DashboardClient dashboard;
    private final Thread thread = new Thread(this::look, "pauses");
    private volatile boolean done;
    private volatile long longest;

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
        long changed = System.nanoTime();
        while (!done) {
            long now = dashboard.snapshot().at("/visits/total").asLong(total);
            longest = Math.max(longest, (System.nanoTime() - changed) / 1_000_000);
            if (now != total) {
                total = now;
                changed = System.nanoTime();
            }
            Waiting.pause(LOOK_MILLIS);
        }
    }

    /** Stops to watch; returns the longest time without a change (ms). */
    long longestMillis() {
        done = true;
        return longest;
    }
}
