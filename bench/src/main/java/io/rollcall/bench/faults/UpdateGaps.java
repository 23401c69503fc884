package io.rollcall.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Watches the total of a dashboard while logins flow, on its own thread: when it does not change, and for how long.
 */
final class UpdateGaps {
    private static final long MIN_REPORTED_MILLIS = 3_000;

    private final DashboardClient dashboard;
    private final List<String> notes = new ArrayList<>();
    private final long begun = System.nanoTime();
    private final Watch watch;
    private long total = -1;
    private long changed = begun;
    private long longest;

    private UpdateGaps(DashboardClient dashboard) {
        this.dashboard = dashboard;
        this.watch = Watch.start("update-gaps", this::look);
    }

    static UpdateGaps watch(RunningRollcall rollcall) {
        return new UpdateGaps(rollcall.dashboard());
    }

    private void look() {
        long now = dashboard.snapshot().at("/visits/total").asLong(total);
        if (now != total) {
            endGap(changed);
            total = now;
            changed = System.nanoTime();
        }
    }

    private void endGap(long since) {
        long millis = (System.nanoTime() - since) / 1_000_000;
        longest = Math.max(longest, millis);
        if (millis >= MIN_REPORTED_MILLIS) {
            note(String.format(Locale.ROOT, "%.1f s without a change", millis / 1e3), since);
        }
    }

    /** Notes an action, with its time, among the gaps. */
    void mark(String what) {
        note(what, System.nanoTime());
    }

    private synchronized void note(String what, long at) {
        notes.add(String.format(Locale.ROOT, "at %.1f s %s", (at - begun) / 1e9, what));
    }

    /** Stops watching; returns the longest gap, and all gaps of 3 s and more among the actions. */
    String result() {
        watch.stop();
        endGap(changed);
        return String.format(
                Locale.ROOT,
                "longest without a change on the page %.1f s (%s)",
                longest / 1e3,
                String.join("; ", notes));
    }
}
