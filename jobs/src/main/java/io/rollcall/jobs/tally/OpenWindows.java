package io.rollcall.jobs.tally;

import io.rollcall.model.stats.Windowing;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sketches of the windows of one locale that logins still come for, kept in memory from batch to batch: a batch then adds
 * its own logins to each, and does not unite the panes again. Only right if no batch of the locale is left out. Not
 * thread-safe.
 */
public final class OpenWindows {
    /** Each window takes up to 9 KB. Where a login lies in more windows than this, none is kept. */
    private static final int MAX_PANES_PER_WINDOW = 6;

    /** Windows besides those of one pane: logins of two panes come at a time, and some come late. */
    private static final int MORE_WINDOWS = 2;

    private final int capacity;

    /** By start, ms; the one that was not used for longest comes first. */
    private final Map<Long, WindowSketches> byStart = new LinkedHashMap<>(16, 0.75f, true);

    /** No windows yet. */
    public OpenWindows(Windowing windowing) {
        int panes = windowing.panesPerWindow();
        capacity = panes <= MAX_PANES_PER_WINDOW ? panes + MORE_WINDOWS : 0;
    }

    /** Windows that are kept. */
    int capacity() {
        return capacity;
    }

    /** The sketches of the window that starts at a time (ms), as of the last batch; null if they are not known. */
    WindowSketches of(long start) {
        return byStart.get(start);
    }

    /** Keeps a copy of the sketches of a window, in place of those that were not used for longest. */
    void keep(long start, WindowSketches sketches) {
        byStart.put(start, sketches.copy());
        if (byStart.size() > capacity) {
            byStart.remove(byStart.keySet().iterator().next());
        }
    }

    /** Forgets a window: a batch does not add its logins to it. */
    void forget(long start) {
        byStart.remove(start);
    }
}
