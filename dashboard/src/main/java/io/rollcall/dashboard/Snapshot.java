package io.rollcall.dashboard;

import io.rollcall.model.Window;
import io.rollcall.model.WindowStats;
import java.util.List;
import java.util.Map;

/**
 * All that a viewer sees at one moment. Immutable.
 *
 * @param window the window (or the range of united windows) shown, or null before any login
 * @param isFinal whether nothing can change that window any more
 * @param asOfMillis Kafka timestamp of the newest record applied, ms since the epoch, or null before any
 * @param completeThroughMillis every raw login with a Kafka timestamp (ms) before this is counted, or null if unknown
 * @param totals of that window, nationwide
 * @param visits every login once, from {@code visitsSinceMillis} to the newest
 * @param visitsSinceMillis ms since the epoch, or null before any login
 * @param rejected distinct rejected records, by the wire name of their reason
 * @param late distinct late records
 * @param states numbers of each locale that has any, by locale
 * @param latest the last row read from the stats topic, or null
 */
public record Snapshot(
        Window window,
        boolean isFinal,
        Long asOfMillis,
        Long completeThroughMillis,
        Totals totals,
        long visits,
        Long visitsSinceMillis,
        Map<String, Long> rejected,
        long late,
        List<State> states,
        WindowStats latest) {
    public Snapshot {
        rejected = Map.copyOf(rejected);
        states = List.copyOf(states);
    }

    /** One locale: its numbers in the window, and its visits. */
    public record State(String locale, Totals totals, long visits) {}
}
