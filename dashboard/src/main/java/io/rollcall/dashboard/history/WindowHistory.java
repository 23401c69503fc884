package io.rollcall.dashboard.history;

import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows of the history, and the visits in them. Memory is bounded: windows that seldom change keep only their
 * numbers in it, at most 4 MB per hour of history (docs/decisions/0028-history-in-bounded-memory.md). Times are ms
 * since the epoch. Not thread-safe. Public for the board only, which calls it under its lock.
 */
public final class WindowHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WindowHistory.class);
    private static final long MAX_VISITS_MILLIS = Duration.ofHours(24).toMillis();
    /** Windows this far behind the newest are archived: late logins seldom change them. */
    private static final long ARCHIVE_BEHIND_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long SEGMENT_MILLIS = Duration.ofHours(1).toMillis();

    private final Windowing windowing;
    private final LocaleGroup group;
    private final long historyMillis;
    private final long visitsMillis;
    /** All windows by start. */
    private final TreeMap<Long, WindowRows> windows = new TreeMap<>();
    /** The windows that are not archived, by start. */
    private final TreeMap<Long, WindowRows> inMemory = new TreeMap<>();

    private final SketchArchive archive = new SketchArchive(SEGMENT_MILLIS);
    private final SketchRollUps rollUps;
    private final VisitCounts visits = new VisitCounts();
    /** Starts of the windows with failed logins. */
    private final TreeSet<Long> withFailed = new TreeSet<>();

    /** Windows that start before this no longer count as visits. */
    private long visitsFrom = Long.MIN_VALUE;

    /** The newest time of the broker's clock that is known; {@link Long#MIN_VALUE} before any. */
    private long brokerMillis = Long.MIN_VALUE;

    private boolean archiveFails;

    /**
     * An empty history.
     *
     * @param historyMillis how far it reaches behind the newest window
     * @param group locales that are also counted together
     */
    public WindowHistory(Windowing windowing, long historyMillis, LocaleGroup group) {
        this.windowing = windowing;
        this.group = group;
        this.historyMillis = historyMillis;
        visitsMillis = visitsMillis(historyMillis);
        rollUps = new SketchRollUps(windowing.lengthMillis(), windows, archive);
    }

    /** How far back (ms) visits count, in a history of this length (ms). */
    public static long visitsMillis(long historyMillis) {
        return Math.min(MAX_VISITS_MILLIS, historyMillis);
    }

    /**
     * Applies a row. A row older than the history is ignored.
     *
     * @return whether the numbers of its window and locale changed
     * @throws IllegalArgumentException if its window has another length or slide
     */
    public boolean apply(WindowStats row, Sketches sketches) {
        long start = row.window().startMillis();
        if (!row.window().equals(windowing.window(start)) || windowing.paneOf(start) != start) {
            throw new IllegalArgumentException("the window has another length or slide: " + row.key());
        }
        if (!windows.isEmpty() && start < newest() - historyMillis) {
            return false;
        }
        boolean aligned = windowing.isAligned(start);
        WindowRows window = windows.computeIfAbsent(start, s -> new WindowRows(row.window(), group));
        WindowRows.Change change = window.apply(row, sketches);
        noteFailed(start, window);
        if (inMemory.put(start, window) == null && aligned) {
            rollUps.invalidate(start);
        }
        if (aligned && start >= visitsFrom) {
            visits.add(row.locale(), change.moreLogins());
        }
        deleteOld();
        return change.changed();
    }

    /**
     * Removes the row of a window and locale.
     *
     * @return whether there was one
     */
    public boolean withdraw(long startMillis, String locale) {
        WindowRows window = windows.get(startMillis);
        if (window == null || window.numbers().of(locale) == null) {
            return false;
        }
        long logins = window.withdraw(locale);
        noteFailed(startMillis, window);
        if (inMemory.put(startMillis, window) == null && windowing.isAligned(startMillis)) {
            rollUps.invalidate(startMillis);
        }
        if (windowing.isAligned(startMillis) && startMillis >= visitsFrom) {
            visits.add(locale, -logins);
        }
        if (window.isEmpty()) {
            windows.remove(startMillis);
            inMemory.remove(startMillis);
        }
        return true;
    }

    private void noteFailed(long startMillis, WindowRows window) {
        if (window.haveFailed()) {
            withFailed.add(startMillis);
        } else {
            withFailed.remove(startMillis);
        }
    }

    /** Whether a window of the history has failed logins, so that the source has outcomes. */
    public boolean hasFailed() {
        return !withFailed.isEmpty();
    }

    /**
     * Moves the end of the history on with the broker's clock, also while no logins come: a dashboard that starts now
     * finds no older rows on the topic.
     */
    public void advance(long newBrokerMillis) {
        if (newBrokerMillis > brokerMillis) {
            boolean nextPane = windowing.paneOf(newBrokerMillis) > brokerMillis;
            brokerMillis = newBrokerMillis;
            if (nextPane && !windows.isEmpty()) {
                deleteOld();
            }
        }
    }

    /**
     * The start from which the history is measured: of the newest window or, while the stream is idle, of the newest
     * pane by the broker's clock. Logins of long ago that are loaded now are measured by themselves.
     */
    private long newest() {
        long newest = windows.lastKey();
        boolean idle = brokerMillis > newest && brokerMillis - newest < historyMillis;
        return idle ? Math.max(newest, windowing.paneOf(brokerMillis)) : newest;
    }

    private void deleteOld() {
        long newest = newest();
        long from = newest - visitsMillis;
        if (from > visitsFrom) {
            aligned(visitsFrom, from).forEach(visits::remove);
            visitsFrom = from;
        }
        if (windows.firstKey() < newest - historyMillis) {
            windows.headMap(newest - historyMillis).clear();
            withFailed.headSet(newest - historyMillis).clear();
            inMemory.headMap(newest - historyMillis).clear();
            rollUps.deleteBefore(newest - historyMillis);
        }
    }

    /** Archives windows that seldom change, and builds roll-ups. Call it about once per second. */
    public void tidy() {
        if (windows.isEmpty()) {
            return;
        }
        long until = windows.lastKey() - ARCHIVE_BEHIND_MILLIS;
        try {
            var due = inMemory.headMap(until, false);
            while (!due.isEmpty()) {
                due.firstEntry().getValue().archive(archive);
                due.pollFirstEntry();
            }
            rollUps.buildUntil(until);
            archiveFails = false;
        } catch (UncheckedIOException e) {
            if (!archiveFails) {
                LOG.error(
                        "cannot write to {}, so the history stays in memory: free space there, or set another directory"
                                + " with -Djava.io.tmpdir in ROLLCALL_JAVA_OPTS ({})",
                        System.getProperty("java.io.tmpdir"),
                        e.getCause().getMessage());
            }
            archiveFails = true;
        }
    }

    /** Windows in the history. */
    public int size() {
        return windows.size();
    }

    /** Bytes on disk. */
    public long archivedBytes() {
        return archive.bytes();
    }

    /** The filling window: of the windows that contain the newest event, the one that ends first. Null before any. */
    public Window filling() {
        return windows.isEmpty() ? null : windowing.windowsOf(windows.lastKey()).get(0);
    }

    /**
     * The event time of which windows are known: from the start of the first one to the end of the newest slide that has
     * logins. Null before any.
     */
    public Window held() {
        return windows.isEmpty() ? null : new Window(windows.firstKey(), windows.lastKey() + windowing.slideMillis());
    }

    /** The window with this start, or null. */
    public WindowRows get(long startMillis) {
        return windows.get(startMillis);
    }

    /** The windows that start at this time or later, oldest first. */
    public Collection<WindowRows> from(long startMillis) {
        return windows.tailMap(startMillis).values();
    }

    /** The numbers of the windows that lie within the range, oldest first. */
    public List<WindowNumbers> within(long fromMillis, long toMillis) {
        List<WindowNumbers> within = new ArrayList<>();
        for (WindowRows window : from(fromMillis)) {
            if (window.window().endMillis() > toMillis) {
                break;
            }
            within.add(window.numbers());
        }
        return within;
    }

    /** The visits of the history, at most of its last 24 hours. */
    public VisitCounts visits() {
        return visits;
    }

    /** The event time from which visits count, or null before any login. */
    public Long visitsSince() {
        return windows.isEmpty() ? null : (Long) Math.max(windows.firstKey(), newest() - visitsMillis);
    }

    /** Whether the logins of windows that start then still count as visits. */
    public boolean countsVisits(long startMillis) {
        return startMillis >= visitsFrom;
    }

    /** The windows whose logins are the visits until this time. */
    public List<WindowNumbers> visitsUntil(long endMillis) {
        return numbers(aligned(visitsFrom, endMillis - windowing.lengthMillis() + 1));
    }

    /** The union of a range, with the logins of the windows that {@link Windowing#canTile tile} it. */
    public RangeUnion range(long fromMillis, long toMillis) {
        return new RangeUnion(
                rollUps.parts(fromMillis, toMillis), numbers(every(fromMillis, fromMillis, toMillis)), group);
    }

    private static List<WindowNumbers> numbers(List<WindowRows> windows) {
        return windows.stream().map(WindowRows::numbers).toList();
    }

    private List<WindowRows> aligned(long fromMillis, long toMillis) {
        return every(0, fromMillis, toMillis);
    }

    /** The windows that start in a range and whole lengths away from this time, so that they do not overlap. */
    private List<WindowRows> every(long timeMillis, long fromMillis, long toMillis) {
        List<WindowRows> every = new ArrayList<>();
        if (fromMillis < toMillis) {
            windows.subMap(fromMillis, toMillis).forEach((start, window) -> {
                if (Math.floorMod(start - timeMillis, windowing.lengthMillis()) == 0) {
                    every.add(window);
                }
            });
        }
        return every;
    }

    /** Forgets all windows. */
    public void clear() {
        windows.clear();
        withFailed.clear();
        inMemory.clear();
        rollUps.clear();
        visits.clear();
        visitsFrom = Long.MIN_VALUE;
    }

    /** Deletes the files of the archive. */
    @Override
    public void close() {
        archive.close();
    }
}
