package io.rollcall.jobs.tally;

import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.NavigableMap;
import java.util.function.LongFunction;

/** Unites the panes of one locale into windows. Windows are requested as {@link WindowSum} says. Not thread-safe. */
final class WindowUnion {
    private final Windowing windowing;
    private final WindowSum<WindowCounts> counts;
    private final WindowSum<WindowSketches> sketches;
    private final OpenWindows open;
    private final NavigableMap<Long, LoginTally> added;
    /** Windows that are kept from now on. A batch that spans many keeps the newest, which are requested first. */
    private int kept;

    /**
     * @param panes returns the tally of the pane that starts at a time (ms), or null if it has no logins
     * @param open what is known of the windows
     * @param added what panes have got since then, by their start
     */
    WindowUnion(
            Windowing windowing,
            LongFunction<LoginTally> panes,
            OpenWindows open,
            NavigableMap<Long, LoginTally> added) {
        this.windowing = windowing;
        this.counts = new WindowSum<>(windowing, panes, WindowCounts::new, WindowCounts::add);
        this.sketches = new WindowSum<>(windowing, panes, WindowSketches::new, WindowSketches::add);
        this.open = open;
        this.added = added;
    }

    /**
     * The row of the window that starts at a time (ms). A sketch may estimate more distinct ids than there are logins; the row
     * does not. To be requested once per window.
     */
    StatsRow of(long start, String locale) {
        WindowCounts exact = counts.of(start);
        WindowSketches distinct = sketches(start);
        long logins = exact.logins();
        WindowStats stats = new WindowStats(
                windowing.window(start),
                locale,
                logins,
                Math.min(logins, DistinctSketch.count(distinct.users())),
                Math.min(logins, DistinctSketch.count(distinct.devices())),
                exact.failures());
        return new StatsRow(
                stats,
                DistinctSketch.compact(distinct.users()),
                DistinctSketch.compact(distinct.devices()),
                exact.failedUsers(),
                null);
    }

    private WindowSketches sketches(long start) {
        WindowSketches known = open.of(start);
        if (known == null) {
            WindowSketches united = sketches.of(start);
            if (kept < open.capacity()) {
                kept++;
                open.keep(start, united);
            }
            return united;
        }
        added.subMap(start, start + windowing.lengthMillis()).values().forEach(known::add);
        return known;
    }
}
