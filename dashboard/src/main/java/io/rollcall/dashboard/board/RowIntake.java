package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.Comparator;

/**
 * Takes rows into the history. Rows of other windows than the settings' are refused, and windows whose time has not come by
 * the broker's clock are held apart. Times are ms since the epoch. Not thread-safe.
 */
final class RowIntake {
    /** Decides between rows with one Kafka timestamp, so that dashboards that read partitions in another order agree. */
    private static final Comparator<WindowStats> BY_WINDOW_AND_LOCALE = Comparator.comparingLong(
                    (WindowStats row) -> row.window().startMillis())
            .thenComparing(WindowStats::locale);

    private final Windowing windowing;
    private final long toleranceMillis;
    private final WindowHistory history;
    private final HeldRows held;
    private final NoticeWriter notices;
    private final BoardChanges.Collector changes;
    /** The row taken in with the newest Kafka timestamp, or null. */
    private WindowStats newest;

    private long newestMillis = Long.MIN_VALUE;

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

    /** Takes in a row. @param nowMillis the broker's time */
    void take(HeldRows.Row row, long nowMillis) {
        if (row.stats().window().startMillis() > nowMillis + toleranceMillis) {
            held.add(row);
        } else {
            apply(row);
        }
    }

    /** Takes in the rows whose time has come. @param nowMillis the broker's time */
    void advance(long nowMillis) {
        history.advance(nowMillis);
        held.release(nowMillis + toleranceMillis).forEach(this::apply);
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

    private void apply(HeldRows.Row row) {
        WindowStats stats = row.stats();
        if (history.apply(stats, row.sketches())) {
            changes.row(stats);
        }
        long millis = row.timestampMillis();
        if (millis > newestMillis || (millis == newestMillis && BY_WINDOW_AND_LOCALE.compare(stats, newest) >= 0)) {
            newest = stats;
            newestMillis = millis;
        }
    }

    /** Whether a row's time has come that was dropped, because too many were held apart. @param nowMillis see above */
    boolean misses(long nowMillis) {
        return held.isIncomplete(nowMillis + toleranceMillis);
    }

    /** The row taken in with the newest Kafka timestamp; of several, that of the last window and locale. Null if none. */
    WindowStats newest() {
        return newest;
    }

    void clear() {
        history.clear();
        held.clear();
        notices.clear();
        newest = null;
        newestMillis = Long.MIN_VALUE;
    }
}
