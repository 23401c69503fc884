package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.RangeUnion;
import io.rollcall.dashboard.history.SketchSet;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.dashboard.history.Visits;
import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.dashboard.history.WindowRows;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is true, from the records of the topics. Records may come in any order and any number of times. One thread
 * applies records; any thread asks, and gets immutable answers. All times are ms since the epoch.
 */
public final class StatsBoard implements AutoCloseable {
    private final Windowing windowing;
    private final long latenessMillis;
    private final WindowHistory history;
    private final Irregulars irregulars;
    private final Map<String, JobReport> jobs = new TreeMap<>();
    private final Changes.Collector changes = new Changes.Collector();
    private Completeness completeness;
    private WindowStats latest;
    private Long asOf;
    private Snapshot current;

    /**
     * A progress record.
     *
     * @param timestampMillis its Kafka timestamp, ms
     * @param headwayMillis Kafka timestamp (ms) of the first report since which records wait and none of the oldest was
     *     processed; that of this one if nothing waits
     */
    public record JobReport(Progress progress, long timestampMillis, long headwayMillis) {
        static JobReport after(JobReport before, Progress progress, long timestampMillis) {
            boolean stands = before != null
                    && progress.input().lag() > 0
                    && Objects.equals(
                            progress.input().completeThroughMillis(),
                            before.progress().input().completeThroughMillis());
            return new JobReport(progress, timestampMillis, stands ? before.headwayMillis() : timestampMillis);
        }
    }

    /** An empty board for these windows, lateness and history. */
    public StatsBoard(Settings settings) {
        windowing = settings.windowing();
        long historyMillis = settings.duration(SettingKey.DASHBOARD_HISTORY).toMillis();
        history = new WindowHistory(windowing, historyMillis);
        irregulars = new Irregulars(windowing.slideMillis(), historyMillis);
        latenessMillis = settings.duration(SettingKey.LATENESS).toMillis();
        completeness = new Completeness(latenessMillis);
    }

    /**
     * Takes a row of the stats topic, its compact sketches (or null) and its Kafka timestamp.
     *
     * @throws IllegalArgumentException if the row is not of the configured windows
     */
    public synchronized void applyStats(WindowStats row, byte[] users, byte[] devices, long timestampMillis) {
        if (history.apply(row, users, devices)) {
            changes.row(row);
        }
        latest = row;
        touch(timestampMillis);
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
        jobs.compute(progress.job(), (job, before) -> JobReport.after(before, progress, timestampMillis));
        completeness.apply(progress, timestampMillis);
        changes.progress(progress);
    }

    /**
     * Takes a record of the rejected topic and its Kafka timestamp.
     *
     * @throws IllegalArgumentException if it is not a rejected login
     */
    public synchronized void applyRejected(JsonNode record, long timestampMillis) {
        if (irregulars.addRejected(record, timestampMillis)) {
            changes.rejected();
            changed();
        }
    }

    /** Takes the identity of a record of the late topic and its Kafka timestamp. */
    public synchronized void applyLate(EventId id, long timestampMillis) {
        if (irregulars.addLate(id, timestampMillis)) {
            changed();
        }
    }

    /** Forgets all rows: the stats topic was emptied. */
    public synchronized void clearStats() {
        history.clear();
        latest = null;
        changes.rebuilt();
        changed();
    }

    /** Forgets all rejected records: their topic was emptied. */
    public synchronized void clearRejected() {
        irregulars.clearRejected();
        changes.rejected();
        changed();
    }

    /** Forgets all late records: their topic was emptied. */
    public synchronized void clearLate() {
        irregulars.clearLate();
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

    /** Gives back memory of what will hardly change. To be called now and then. */
    public synchronized void tidy() {
        history.tidy();
        irregulars.tidy();
    }

    /** What changed since the last call. For one caller only. */
    public synchronized Changes drainChanges() {
        return changes.drain(asOf);
    }

    /** The current window: of those that hold the newest event, the one that ends first. */
    public synchronized Snapshot current() {
        if (current == null) {
            current = snapshotOf(history.current(), null);
        }
        return current;
    }

    /** Of the windows that hold this time, the one that ends first; with what was counted until its end. */
    public synchronized Snapshot at(long timeMillis) {
        Window window = windowing.windowsOf(windowing.paneOf(timeMillis)).get(0);
        Visits visits = history.visitsUntil(window.endMillis());
        return snapshotOf(window, irregulars.countsUntil(window.endMillis(), visits));
    }

    /** The aligned windows that lie in the range, united. */
    public Snapshot range(long fromMillis, long toMillis) {
        long length = windowing.lengthMillis();
        long start = -Math.floorDiv(-fromMillis, length) * length;
        long end = Math.floorDiv(toMillis, length) * length;
        Window range =
                start < end ? new Window(start, end) : new Window(fromMillis, Math.max(toMillis, fromMillis + 1));
        try {
            return range(range, start, end);
        } catch (UncheckedIOException cleared) {
            return range(range, start, end); // the topic was emptied while it was being united
        }
    }

    private Snapshot range(Window range, long start, long end) {
        RangeUnion union;
        Snapshot around;
        synchronized (this) {
            union = history.range(start, end);
            around = snapshot(range, Totals.ZERO, Map.of(), null);
        }
        Map<String, Totals> totals = union.totals();
        Totals nationwide = totals.remove(SketchSet.NATION);
        return around.withTotals(nationwide, totals);
    }

    /**
     * The windows that lie in the range and have rows, oldest first.
     *
     * @param locale one locale, or null for nationwide
     */
    public synchronized List<WindowTotals> history(long fromMillis, long toMillis, String locale) {
        List<WindowTotals> found = new ArrayList<>();
        for (WindowRows window : history.from(fromMillis)) {
            if (window.window().endMillis() > toMillis) {
                break;
            }
            Totals totals = locale == null ? window.nationwide() : window.of(locale);
            if (totals != null) {
                found.add(new WindowTotals(window.window(), completeness.isFinal(window.window()), totals));
            }
        }
        return found;
    }

    /** The rows that are true now, of the windows that a viewer needs who is told of every change from now on. */
    public synchronized List<WindowStats> recentRows() {
        List<WindowStats> rows = new ArrayList<>();
        if (!history.isEmpty()) {
            long fullBefore = history.current().startMillis() - windowing.slideMillis() - windowing.lengthMillis();
            for (WindowRows window : history.from(fullBefore)) {
                window.forEach((locale, totals) -> rows.add(new WindowStats(
                        window.window(), locale, totals.logins(), totals.uniqueUsers(), totals.distinctDevices())));
            }
        }
        return rows;
    }

    /** How many rejected and late records came when. */
    public synchronized List<IrregularRate> rates(long fromMillis, long toMillis) {
        return irregulars.rates(fromMillis, toMillis);
    }

    /** The same of the newest few stretches. */
    public synchronized List<IrregularRate> newestRates() {
        return irregulars.newestRates();
    }

    /** The newest rejected records as on the topic, newest first, long values cut. */
    public synchronized List<JsonNode> newestRejected(int limit) {
        return irregulars.newestRejected(limit);
    }

    /** The last report of each job that reported, by job name. */
    public synchronized Map<String, JobReport> jobs() {
        return Map.copyOf(jobs);
    }

    /** How many windows are remembered. */
    public synchronized int windowCount() {
        return history.size();
    }

    /** Bytes of the temporary directory that the history takes. */
    public synchronized long archivedBytes() {
        return history.archivedBytes();
    }

    private void touch(long timestampMillis) {
        asOf = asOf == null ? timestampMillis : Math.max(asOf, timestampMillis);
        changed();
    }

    private void changed() {
        current = null;
        changes.touched();
    }

    private Snapshot snapshotOf(Window window, Counts then) {
        WindowRows rows = window == null ? null : history.get(window.startMillis());
        if (rows == null) {
            return snapshot(window, Totals.ZERO, Map.of(), then);
        }
        Map<String, Totals> states = new TreeMap<>();
        rows.forEach(states::put);
        return snapshot(window, rows.nationwide(), states, then);
    }

    private Snapshot snapshot(Window window, Totals totals, Map<String, Totals> states, Counts then) {
        return new Snapshot(
                window,
                window != null && completeness.isFinal(window),
                asOf,
                completeness.completeThroughMillis(),
                totals,
                states,
                irregulars.countsNow(history.visits()),
                then,
                history.visitsSince(),
                latest);
    }

    @Override
    public synchronized void close() {
        history.close();
    }
}
