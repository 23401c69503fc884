package io.rollcall.jobs.tally;

import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.function.LongFunction;
import org.apache.datasketches.hll.Union;

/**
 * Unites the panes of one locale into windows. Windows may be requested in any order; from the newest to the oldest is
 * fastest. The union of a window starts from that of the previously requested window, if that has no logins after this
 * window's end. This holds for all windows that are still filling; each pane is then united once, not once per window.
 * Not thread-safe.
 */
final class WindowUnion {
    private final Windowing windowing;
    private final LongFunction<LoginTally> panes;
    private Union users;
    private Union devices;
    private DistinctLogins logins;
    /** Null while no login failed. */
    private WindowFailures failures;

    /** Start of the oldest pane in the union, ms. */
    private long from;

    /**
     * End of the newest pane in the union that has logins, ms. Initially above every window, so that the first one
     * starts empty.
     */
    private long end = Long.MAX_VALUE;

    /** @param panes returns the tally of the pane that starts at a time (ms), or null if it has no logins */
    WindowUnion(Windowing windowing, LongFunction<LoginTally> panes) {
        this.windowing = windowing;
        this.panes = panes;
    }

    /**
     * The row of the window that starts at a time (ms). A sketch may estimate more distinct ids than there are logins; the row
     * does not.
     */
    StatsRow of(long start, String locale) {
        Window window = windowing.window(start);
        boolean reusable = start <= from && from <= window.endMillis() && end <= window.endMillis();
        if (!reusable) {
            clear(window.endMillis());
        }
        while (from > start) {
            from -= windowing.slideMillis();
            add(panes.apply(from));
        }
        long count = logins.count();
        WindowStats stats = new WindowStats(
                window,
                locale,
                count,
                Math.min(count, DistinctSketch.count(users)),
                Math.min(count, DistinctSketch.count(devices)),
                failures == null ? Failures.NONE : failures.failures());
        return new StatsRow(
                stats,
                DistinctSketch.compact(users),
                DistinctSketch.compact(devices),
                failures == null ? null : failures.users(),
                null);
    }

    private void clear(long windowEnd) {
        users = DistinctSketch.union();
        devices = DistinctSketch.union();
        logins = new DistinctLogins();
        failures = null;
        from = windowEnd;
        end = Long.MIN_VALUE;
    }

    private void add(LoginTally tally) {
        if (tally != null) {
            logins.add(tally.ids());
            users.update(tally.users().hll());
            devices.update(tally.devices().hll());
            if (tally.failed() != null) {
                failures = failures == null ? new WindowFailures() : failures;
                failures.add(tally.failed());
            }
            end = Math.max(end, from + windowing.slideMillis());
        }
    }
}
