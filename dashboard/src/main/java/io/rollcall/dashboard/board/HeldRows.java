package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.Sketches;
import io.rollcall.model.stats.WindowStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of windows whose time has not come: a producer's clock is fast, on a topic that keeps producers' timestamps. They
 * wait apart until the broker's clock reaches them. Their number is bounded; beyond it the rows that would wait longest
 * are dropped, and must be read again when their time comes. Times are ms since the epoch. Not thread-safe.
 */
final class HeldRows {
    /** With their sketches, at most 16 MB. */
    static final int MAX_ROWS = 2_000;

    private final TreeMap<Long, Map<String, Row>> windows = new TreeMap<>();
    private int rows;
    /** The first window of which a row was dropped. */
    private long droppedFrom = Long.MAX_VALUE;

    /** A row with its sketches and its Kafka timestamp (ms). */
    record Row(WindowStats stats, Sketches sketches, long timestampMillis) {}

    void add(Row row) {
        Map<String, Row> window = windows.computeIfAbsent(row.stats().window().startMillis(), start -> new HashMap<>());
        Row before = window.get(row.stats().locale());
        if (before != null && before.stats().attempts() > row.stats().attempts()) {
            return;
        }
        window.put(row.stats().locale(), row);
        rows += before == null ? 1 : 0;
        while (rows > MAX_ROWS) {
            rows -= windows.lastEntry().getValue().size();
            droppedFrom = Math.min(droppedFrom, windows.pollLastEntry().getKey());
        }
    }

    /** Removes the row of a window and locale, if it waits. */
    void withdraw(long startMillis, String locale) {
        Map<String, Row> window = windows.get(startMillis);
        if (window != null && window.remove(locale) != null) {
            rows--;
            if (window.isEmpty()) {
                windows.remove(startMillis);
            }
        }
    }

    /** Removes and returns the rows of the windows that start by this time. */
    List<Row> release(long untilMillis) {
        List<Row> released = new ArrayList<>();
        while (!windows.isEmpty() && windows.firstKey() <= untilMillis) {
            released.addAll(windows.pollFirstEntry().getValue().values());
        }
        rows -= released.size();
        return released;
    }

    /** Whether a row was dropped of a window that starts by this time. */
    boolean isIncomplete(long untilMillis) {
        return droppedFrom <= untilMillis;
    }

    /** Windows that wait. */
    int windowCount() {
        return windows.size();
    }

    /** The start of the last of them, or null if there are none. */
    Long lastStart() {
        return windows.isEmpty() ? null : windows.lastKey();
    }

    void clear() {
        windows.clear();
        rows = 0;
        droppedFrom = Long.MAX_VALUE;
    }
}
