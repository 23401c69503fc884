package io.rollcall.dashboard.history;

import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows of the history, and the visits in them. Memory is bounded: of windows that will hardly change only the
 * numbers stay in it, at most 4 MB an hour (bench/RESULTS.md). Not safe for several threads; all times are ms since the epoch.
 */
public final class WindowHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WindowHistory.class);
    private static final long VISITS_MILLIS = Duration.ofHours(24).toMillis();
    private static final long PACK_BEHIND_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long ARCHIVE_FILE_MILLIS = Duration.ofHours(1).toMillis();

    private final Windowing windowing;
    private final long historyMillis;
    private final TreeMap<Long, WindowRows> windows = new TreeMap<>();
    private final TreeMap<Long, WindowRows> unpacked = new TreeMap<>();
    private final SketchArchive archive = new SketchArchive(ARCHIVE_FILE_MILLIS);
    private final RollUps rollUps;
    private final Visits visits = new Visits();
    private long visitsCut = Long.MIN_VALUE;
    private boolean archiveFails;

    public WindowHistory(Windowing windowing, long historyMillis) {
        this.windowing = windowing;
        this.historyMillis = historyMillis;
        rollUps = new RollUps(windowing.lengthMillis(), windows, archive);
    }

    /**
     * Takes a row. Sketches may be null.
     *
     * @return whether the truth changed
     * @throws IllegalArgumentException if the row is not of these windows
     */
    public boolean apply(WindowStats row, byte[] users, byte[] devices) {
        long start = row.window().startMillis();
        if (!row.window().equals(windowing.window(start)) || windowing.paneOf(start) != start) {
            throw new IllegalArgumentException("not a window of these settings: " + row.key());
        }
        if (!windows.isEmpty() && start < windows.lastKey() - historyMillis) {
            return false;
        }
        boolean aligned = windowing.isAligned(start);
        WindowRows window = windows.computeIfAbsent(start, s -> new WindowRows(row.window(), aligned));
        WindowRows.Change change = window.apply(row, users, devices);
        if (unpacked.put(start, window) == null && aligned) {
            rollUps.changed(start);
        }
        if (aligned && start >= visitsCut) {
            visits.add(row.locale(), change.moreLogins());
        }
        forgetTheOld();
        return change.changed();
    }

    private void forgetTheOld() {
        long newest = windows.lastKey();
        long cut = newest - Math.min(VISITS_MILLIS, historyMillis);
        if (cut > visitsCut) {
            aligned(visitsCut, cut).forEach(visits::remove);
            visitsCut = cut;
        }
        if (windows.firstKey() < newest - historyMillis) {
            windows.headMap(newest - historyMillis).clear();
            unpacked.headMap(newest - historyMillis).clear();
            rollUps.forgetBefore(newest - historyMillis);
        }
    }

    /** Gives back memory of windows that will hardly change. To be called now and then. */
    public void tidy() {
        if (windows.isEmpty()) {
            return;
        }
        long until = windows.lastKey() - PACK_BEHIND_MILLIS;
        try {
            var due = unpacked.headMap(until, false);
            while (!due.isEmpty()) {
                due.firstEntry().getValue().pack(archive);
                due.pollFirstEntry();
            }
            rollUps.makeUntil(until);
            archiveFails = false;
        } catch (UncheckedIOException e) {
            if (!archiveFails) {
                LOG.error(
                        "cannot write to {}, so the history stays in memory: make room there, or name another folder"
                                + " with -Djava.io.tmpdir in ROLLCALL_JAVA_OPTS ({})",
                        System.getProperty("java.io.tmpdir"),
                        e.getCause().getMessage());
            }
            archiveFails = true;
        }
    }

    public boolean isEmpty() {
        return windows.isEmpty();
    }

    public int size() {
        return windows.size();
    }

    public long archivedBytes() {
        return archive.bytes();
    }

    /** The start of the newest window; there must be one. */
    long newest() {
        return windows.lastKey();
    }

    /** The current window: of those that hold the newest event, the one that ends first. Null before any. */
    public Window current() {
        return windows.isEmpty() ? null : windowing.windowsOf(windows.lastKey()).get(0);
    }

    /** The window that starts then, or null. */
    public WindowRows get(long startMillis) {
        return windows.get(startMillis);
    }

    /** The windows that start in this range, oldest first. */
    public Collection<WindowRows> from(long startMillis) {
        return windows.tailMap(startMillis).values();
    }

    public Visits visits() {
        return visits;
    }

    /** Since when visits count, or null before any login. */
    public Long visitsSince() {
        return windows.isEmpty() ? null : (Long) Math.max(windows.firstKey(), windows.lastKey() - VISITS_MILLIS);
    }

    /** The visits of the windows that end by then. */
    public Visits visitsUntil(long endMillis) {
        Visits until = new Visits();
        aligned(visitsCut, endMillis - windowing.lengthMillis() + 1)
                .forEach(window -> window.forEach((locale, totals) -> until.add(locale, totals.logins())));
        return until;
    }

    /** The aligned windows from one time to another (both aligned), to be united. */
    public RangeUnion range(long fromMillis, long toMillis) {
        Map<String, Long> logins = new HashMap<>();
        logins.put(SketchSet.NATION, 0L);
        for (WindowRows window : aligned(fromMillis, toMillis)) {
            logins.merge(SketchSet.NATION, window.logins(), Long::sum);
            window.forEach((locale, totals) -> logins.merge(locale, totals.logins(), Long::sum));
        }
        if (logins.size() == 1) {
            return new RangeUnion(List.of(), logins);
        }
        long first = Math.max(fromMillis, alignedAtOrBefore(windows.firstKey()));
        long last = Math.min(toMillis, windows.lastKey() + windowing.lengthMillis());
        return new RangeUnion(rollUps.parts(first, last), logins);
    }

    private long alignedAtOrBefore(long millis) {
        return Math.floorDiv(millis, windowing.lengthMillis()) * windowing.lengthMillis();
    }

    private List<WindowRows> aligned(long fromMillis, long toMillis) {
        List<WindowRows> aligned = new ArrayList<>();
        if (fromMillis < toMillis) {
            windows.subMap(fromMillis, toMillis).forEach((start, window) -> {
                if (windowing.isAligned(start)) {
                    aligned.add(window);
                }
            });
        }
        return aligned;
    }

    public void clear() {
        windows.clear();
        unpacked.clear();
        rollUps.clear();
        visits.clear();
        visitsCut = Long.MIN_VALUE;
    }

    @Override
    public void close() {
        archive.close();
    }
}
