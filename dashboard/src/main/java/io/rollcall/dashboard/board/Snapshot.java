package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.LocaleGroup;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.util.Map;

/**
 * Everything that a viewer sees of one window or range. Immutable.
 *
 * @param window the window, or the range of united windows; null before any login
 * @param isFinal whether the window can no longer change
 * @param isFull whether the end of the window has passed, and what Kafka had received by then is counted
 * @param asOfMillis Kafka timestamp of the newest record applied, ms since the epoch, or null before any
 * @param completeThroughMillis every raw login with a Kafka timestamp (ms) before this is counted, or null if unknown
 * @param isReading whether the board is still being filled with what its topics held before it: its numbers then sweep
 *     through the past
 * @param totals nationwide numbers of the window
 * @param byLocale numbers of the window per locale; locales without logins are missing
 * @param unitedStates which of the locales are of the United States; none if no other country is counted
 * @param ofUnitedStates numbers of the window of these together
 * @param counts visits since {@code visitsSinceMillis}, and the rejected and late records of the same stretch; of a
 *     range, those of the range
 * @param countsThen the same up to the end of an earlier window, or null for the current one and for ranges
 * @param visitsSinceMillis event time (ms since the epoch) from which visits count, or null before any login
 * @param historyFromMillis start (ms since the epoch) of the first window that is known, or null before any login
 * @param failures why logins failed; null if the source has no outcomes
 * @param heldApart windows of the future that are held apart until their time comes
 * @param latest the row with the newest Kafka timestamp, or null
 */
public record Snapshot(
        Window window,
        boolean isFinal,
        boolean isFull,
        Long asOfMillis,
        Long completeThroughMillis,
        boolean isReading,
        Totals totals,
        Map<String, Totals> byLocale,
        LocaleGroup unitedStates,
        Totals ofUnitedStates,
        CumulativeCounts counts,
        CumulativeCounts countsThen,
        Long visitsSinceMillis,
        Long historyFromMillis,
        FailureList failures,
        int heldApart,
        WindowStats latest) {
    /** Whether the source tells how logins end. */
    public boolean hasOutcomes() {
        return failures != null;
    }

    /** Keeps a copy of the map. */
    public Snapshot {
        byLocale = Map.copyOf(byLocale);
    }

    /** The snapshot of a range: all counts are of it. */
    Snapshot withNumbers(Totals nationwide, Map<String, Totals> locales, Totals ofStates, CumulativeCounts ofRange) {
        return new Snapshot(
                window,
                isFinal,
                isFull,
                asOfMillis,
                completeThroughMillis,
                isReading,
                nationwide,
                locales,
                unitedStates,
                ofStates,
                ofRange,
                null,
                window.startMillis(),
                historyFromMillis,
                failures,
                heldApart,
                latest);
    }

    Snapshot withCountsThen(CumulativeCounts then) {
        return new Snapshot(
                window,
                isFinal,
                isFull,
                asOfMillis,
                completeThroughMillis,
                isReading,
                totals,
                byLocale,
                unitedStates,
                ofUnitedStates,
                counts,
                then,
                visitsSinceMillis,
                historyFromMillis,
                failures,
                heldApart,
                latest);
    }
}
