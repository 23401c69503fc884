package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.util.Map;

/**
 * All that a viewer sees at one moment. Immutable.
 *
 * @param window the window (or the range of united windows) shown, or null before any login
 * @param isFinal whether nothing can change that window any more
 * @param asOfMillis Kafka timestamp of the newest record applied, ms since the epoch, or null before any
 * @param completeThroughMillis every raw login with a Kafka timestamp (ms) before this is counted, or null if unknown
 * @param totals of that window, nationwide
 * @param byLocale the same, of each locale that has any
 * @param now visits from {@code visitsSinceMillis} to the newest, and all rejected and late records
 * @param then the same until the end of an earlier window, or null where that is not asked for
 * @param visitsSinceMillis ms since the epoch, or null before any login
 * @param latest the last row read from the stats topic, or null
 */
public record Snapshot(
        Window window,
        boolean isFinal,
        Long asOfMillis,
        Long completeThroughMillis,
        Totals totals,
        Map<String, Totals> byLocale,
        Counts now,
        Counts then,
        Long visitsSinceMillis,
        WindowStats latest) {
    public Snapshot {
        byLocale = Map.copyOf(byLocale);
    }

    Snapshot withTotals(Totals nationwide, Map<String, Totals> locales) {
        return new Snapshot(
                window,
                isFinal,
                asOfMillis,
                completeThroughMillis,
                nationwide,
                locales,
                now,
                then,
                visitsSinceMillis,
                latest);
    }
}
