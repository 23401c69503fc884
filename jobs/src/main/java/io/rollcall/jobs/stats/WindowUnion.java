package io.rollcall.jobs.stats;

import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.function.LongFunction;
import org.apache.datasketches.hll.Union;

/**
 * Unites the panes of one locale to windows: in any order, quickest from the newest to the oldest. A window goes on with
 * what the one after it holds, where nothing of that lies beyond its own end: so it is for all windows that are still
 * filling, and each of their panes is united once, not once a window. For one thread.
 */
final class WindowUnion {
    private final Windowing windowing;
    private final LongFunction<LoginTally> panes;
    private Union users;
    private Union devices;
    private long logins;
    /** Start of the oldest pane that is united by now, ms. */
    private long from;

    /** End of the newest united pane that has logins, ms. Nothing fits to begin with. */
    private long end = Long.MAX_VALUE;

    /** @param panes the tally of the pane that starts at a time (ms), or null if it has no logins */
    WindowUnion(Windowing windowing, LongFunction<LoginTally> panes) {
        this.windowing = windowing;
        this.panes = panes;
    }

    /** The row of the window that starts at a time (ms). */
    StatsRow of(long start, String locale) {
        Window window = windowing.window(start);
        boolean goesOn = start <= from && from <= window.endMillis() && end <= window.endMillis();
        if (!goesOn) {
            clear(window.endMillis());
        }
        while (from > start) {
            from -= windowing.slideMillis();
            add(panes.apply(from));
        }
        WindowStats stats = new WindowStats(window, locale, logins, count(users), count(devices));
        return new StatsRow(stats, DistinctSketch.compact(users), DistinctSketch.compact(devices), null);
    }

    private void clear(long windowEnd) {
        users = DistinctSketch.union();
        devices = DistinctSketch.union();
        logins = 0;
        from = windowEnd;
        end = Long.MIN_VALUE;
    }

    private void add(LoginTally tally) {
        if (tally != null) {
            logins += tally.logins();
            users.update(tally.users().hll());
            devices.update(tally.devices().hll());
            end = Math.max(end, from + windowing.slideMillis());
        }
    }

    /** An estimate may lie above what is possible. */
    private long count(Union union) {
        return Math.min(logins, DistinctSketch.count(union));
    }
}
