package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;

/**
 * Takes rows into the history. Rows of other windows than the settings' are refused, and windows whose time has not come by
 * the broker's clock are held apart. Times are ms since the epoch. Not thread-safe.
 */
final class RowIntake {
    private final Windowing windowing;
    private final long toleranceMillis;
    private final WindowHistory history;
    private final HeldRows held;
    private final NoticeWriter notices;
    private final BoardChanges.Collector changes;
    /** The last row taken in, or null. */
    private WindowStats newest;

    /** @param toleranceMillis how far (ms) the event time of a login may be ahead of the broker's clock */
    RowIntake(
            Windowing windowing,
            long toleranceMillis,
            WindowHistory history,
            HeldRows held,
            NoticeWriter notices,
            BoardChanges.Collector changes) {
        this.windowing = windowing;
        this.toleranceMillis = toleranceMillis;
        this.history = history;
        this.held = held;
        this.notices = notices;
        this.changes = changes;
    }

    /** @throws IllegalArgumentException if the window has another length or slide than the settings */
    void requireWindow(WindowStats row, long timestampMillis) {
        long start = row.window().startMillis();
        if (!row.window().equals(windowing.window(start)) || windowing.paneOf(start) != start) {
            notices.otherWindow(row.window(), timestampMillis);
            throw new IllegalArgumentException("the window has another length or slide: " + row.key());
        }
    }

    /** Takes in a row with its compact sketches (or null). @param nowMillis the broker's time */
    void take(WindowStats row, byte[] users, byte[] devices, long nowMillis) {
        if (row.window().startMillis() > nowMillis + toleranceMillis) {
            held.add(new HeldRows.Row(row, users, devices));
        } else {
            apply(row, users, devices);
        }
    }

    /** Takes in the rows whose time has come. @param nowMillis the broker's time */
    void advance(long nowMillis) {
        history.advance(nowMillis);
        held.release(nowMillis + toleranceMillis).forEach(row -> apply(row.stats(), row.users(), row.devices()));
    }

    /** Removes the row of a window and locale. Returns whether viewers have to know. */
    boolean withdraw(long startMillis, String locale) {
        held.withdraw(startMillis, locale);
        boolean withdrawn = history.withdraw(startMillis, locale);
        if (withdrawn) {
            changes.rebuilt();
        }
        return withdrawn;
    }

    private void apply(WindowStats row, byte[] users, byte[] devices) {
        if (history.apply(row, users, devices)) {
            changes.row(row);
        }
        newest = row;
    }

    /** Whether a row's time has come that was dropped, because too many were held apart. @param nowMillis see above */
    boolean misses(long nowMillis) {
        return held.isIncomplete(nowMillis + toleranceMillis);
    }

    /** The last row taken in, or null. */
    WindowStats newest() {
        return newest;
    }

    void clear() {
        history.clear();
        held.clear();
        notices.clear();
        newest = null;
    }
}
