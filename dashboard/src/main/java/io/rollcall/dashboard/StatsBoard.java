package io.rollcall.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.Completeness;
import io.rollcall.model.EventId;
import io.rollcall.model.JobName;
import io.rollcall.model.Progress;
import io.rollcall.model.SettingKey;
import io.rollcall.model.Settings;
import io.rollcall.model.Window;
import io.rollcall.model.WindowStats;
import io.rollcall.model.Windowing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is true, from the records of the topics. Records may come in any order and any number of times. One thread
 * applies records; any thread asks, and gets immutable answers. All times are ms since the epoch.
 */
public final class StatsBoard {
    private static final long VISITS_MILLIS = Duration.ofHours(24).toMillis();
    private static final long PACK_BEHIND_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Windowing windowing;
    private final long historyMillis;
    private final TreeMap<Long, WindowRows> windows = new TreeMap<>();
    /** Windows with rows since they were last packed. */
    private final TreeMap<Long, WindowRows> unpacked = new TreeMap<>();

    private final Visits visits = new Visits();
    private final RejectedRecords rejected = new RejectedRecords();
    private final DistinctRecords late = new DistinctRecords();
    private final long latenessMillis;
    private final Map<String, JobReport> jobs = new TreeMap<>();
    private final Changes.Collector changes = new Changes.Collector();
    private Completeness completeness;
    private long visitsCut = Long.MIN_VALUE;
    private WindowStats latest;
    private Long asOf;
    private Snapshot current;

    /** A progress record and its Kafka timestamp (ms). */
    public record JobReport(Progress progress, long timestampMillis) {}

    /** An empty board for these windows, lateness and history. */
    public StatsBoard(Settings settings) {
        windowing = settings.windowing();
        historyMillis = settings.duration(SettingKey.DASHBOARD_HISTORY).toMillis();
        latenessMillis = settings.duration(SettingKey.LATENESS).toMillis();
        completeness = new Completeness(latenessMillis);
    }

    /**
     * Takes a row of the stats topic, its compact sketches (or null) and its Kafka timestamp.
     *
     * @throws IllegalArgumentException if the row is not of the configured windows
     */
    public synchronized void applyStats(WindowStats row, byte[] users, byte[] devices, long timestampMillis) {
        long start = row.window().startMillis();
        if (!row.window().equals(windowing.window(start)) || windowing.paneOf(start) != start) {
            throw new IllegalArgumentException("not a window of these settings: " + row.key());
        }
        touch(timestampMillis);
        latest = row;
        if (!windows.isEmpty() && start < windows.lastKey() - historyMillis) {
            return;
        }
        boolean aligned = windowing.isAligned(start);
        WindowRows window =
                windows.computeIfAbsent(start, s -> new WindowRows(row.window(), windowing.isAligned(start)));
        WindowRows.Change change = window.apply(row, users, devices);
        unpacked.put(start, window);
        if (aligned && start >= visitsCut) {
            visits.add(row.locale(), change.moreLogins());
        }
        if (change.changed()) {
            changes.row(row);
        }
        forgetTheOld();
    }

    private void forgetTheOld() {
        long newest = windows.lastKey();
        long cut = newest - Math.min(VISITS_MILLIS, historyMillis);
        if (cut > visitsCut) {
            windows.subMap(visitsCut, cut).forEach((start, window) -> {
                if (windowing.isAligned(start)) {
                    visits.remove(window);
                }
            });
            visitsCut = cut;
        }
        windows.headMap(newest - historyMillis).clear();
        unpacked.headMap(newest - historyMillis).clear();
    }

    /**
     * Takes a record of the progress topic and its Kafka timestamp.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    public synchronized void applyProgress(Progress progress, long timestampMillis) {
        if (!JobName.CLEAN.equals(progress.job()) && !JobName.STATS.equals(progress.job())) {
            throw new IllegalArgumentException("not a job: " + progress.job());
        }
        touch(timestampMillis);
        jobs.put(progress.job(), new JobReport(progress, timestampMillis));
        completeness.apply(progress, timestampMillis);
        changes.progress(progress);
    }

    /**
     * Takes a record of the rejected topic and its Kafka timestamp.
     *
     * @throws IllegalArgumentException if it is not a rejected login
     */
    public synchronized void applyRejected(JsonNode record, long timestampMillis) {
        if (rejected.add(record, timestampMillis)) {
            changed();
        }
    }

    /** Takes the identity of a record of the late topic. */
    public synchronized void applyLate(EventId id) {
        if (late.add(id)) {
            changed();
        }
    }

    /** Forgets all rows: the stats topic was emptied. */
    public synchronized void clearStats() {
        windows.clear();
        unpacked.clear();
        visits.clear();
        visitsCut = Long.MIN_VALUE;
        latest = null;
        changes.rebuilt();
        changed();
    }

    /** Forgets all rejected records: their topic was emptied. */
    public synchronized void clearRejected() {
        rejected.clear();
        changed();
    }

    /** Forgets all late records: their topic was emptied. */
    public synchronized void clearLate() {
        late.clear();
        changed();
    }

    /** Forgets how far the jobs are: their topic was emptied. */
    public synchronized void clearProgress() {
        jobs.clear();
        completeness = new Completeness(latenessMillis);
        changed();
    }

    /** From now on (or no more) viewers are told of single rows; before, there are too many. */
    public synchronized void follow(boolean following) {
        changes.follow(following);
    }

    /** Gives back memory of windows that will hardly change. To be called now and then. */
    public synchronized void tidy() {
        if (!windows.isEmpty()) {
            Map<Long, WindowRows> old = unpacked.headMap(windows.lastKey() - PACK_BEHIND_MILLIS);
            old.values().forEach(WindowRows::pack);
            old.clear();
        }
    }

    /** What changed since the last call. For one caller only. */
    public synchronized Changes drainChanges() {
        return changes.drain(asOf);
    }

    /** The current window: of those that hold the newest event, the one that ends first. */
    public synchronized Snapshot current() {
        if (current == null) {
            Window window = windows.isEmpty()
                    ? null
                    : windowing.windowsOf(windows.lastKey()).get(0);
            current = snapshotOf(window);
        }
        return current;
    }

    /** Of the windows that hold this time, the one that ends first. */
    public synchronized Snapshot at(long timeMillis) {
        return snapshotOf(windowing.windowsOf(windowing.paneOf(timeMillis)).get(0));
    }

    /** The aligned windows that lie in the range, united. */
    public Snapshot range(long fromMillis, long toMillis) {
        RangeUnion union = new RangeUnion();
        long length = windowing.lengthMillis();
        long start = -Math.floorDiv(-fromMillis, length) * length;
        long end = Math.floorDiv(toMillis, length) * length;
        Window range =
                start < end ? new Window(start, end) : new Window(fromMillis, Math.max(toMillis, fromMillis + 1));
        Snapshot around;
        synchronized (this) {
            if (start < end) {
                windows.subMap(start, end).forEach((first, window) -> {
                    if (windowing.isAligned(first)) {
                        union.add(window);
                    }
                });
            }
            around = snapshot(range, Totals.ZERO, Map.of());
        }
        return union.fill(around);
    }

    /**
     * The windows that lie in the range and have rows, oldest first.
     *
     * @param locale one locale, or null for nationwide
     */
    public synchronized List<WindowTotals> history(long fromMillis, long toMillis, String locale) {
        List<WindowTotals> history = new ArrayList<>();
        for (WindowRows window : windows.tailMap(fromMillis).values()) {
            if (window.window().endMillis() > toMillis) {
                break;
            }
            Totals totals = locale == null ? window.nationwide() : window.of(locale);
            if (totals != null) {
                history.add(new WindowTotals(window.window(), completeness.isFinal(window.window()), totals));
            }
        }
        return history;
    }

    /** The newest rejected records as on the topic, newest first, long values cut. */
    public synchronized List<JsonNode> newestRejected(int limit) {
        return rejected.newest(limit);
    }

    /** The last report of each job that reported, by job name. */
    public synchronized Map<String, JobReport> jobs() {
        return Map.copyOf(jobs);
    }

    /** How many windows are remembered. */
    public synchronized int windowCount() {
        return windows.size();
    }

    private void touch(long timestampMillis) {
        asOf = asOf == null ? timestampMillis : Math.max(asOf, timestampMillis);
        changed();
    }

    private void changed() {
        current = null;
        changes.touched();
    }

    private Snapshot snapshotOf(Window window) {
        WindowRows rows = window == null ? null : windows.get(window.startMillis());
        if (rows == null) {
            return snapshot(window, Totals.ZERO, Map.of());
        }
        Map<String, Totals> states = new TreeMap<>();
        rows.forEach(states::put);
        return snapshot(window, rows.nationwide(), states);
    }

    private Snapshot snapshot(Window window, Totals totals, Map<String, Totals> states) {
        Map<String, Snapshot.State> all = new TreeMap<>();
        visits.byLocale()
                .forEach((locale, count) ->
                        all.put(locale, new Snapshot.State(locale, states.getOrDefault(locale, Totals.ZERO), count)));
        states.forEach((locale, numbers) -> all.putIfAbsent(locale, new Snapshot.State(locale, numbers, 0)));
        Long since = windows.isEmpty() ? null : (Long) Math.max(windows.firstKey(), windows.lastKey() - VISITS_MILLIS);
        return new Snapshot(
                window,
                window != null && completeness.isFinal(window),
                asOf,
                completeness.completeThroughMillis(),
                totals,
                visits.total(),
                since,
                new LinkedHashMap<>(rejected.byReason()),
                late.count(),
                List.copyOf(all.values()),
                latest);
    }
}
