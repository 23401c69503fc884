package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.BoardReader.Newest;
import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The current state of the pipeline's output, built from the records of its topics. Records may arrive in any order and
 * any number of times. One thread applies records; any thread may query and gets immutable results. One lock guards all
 * state; only a {@linkplain #range range} is united outside it. All times are ms since the epoch.
 */
public final class StatsBoard implements AutoCloseable {
    /** How many rejected records {@link #newestRejected} can return. */
    public static final int MAX_NEWEST_REJECTED = RejectedRecords.MAX_NEWEST;

    private final WindowHistory history;
    private final RejectedAndLate rejectedAndLate;
    private final JobReports jobs;
    private final BoardReader reader;
    private final BoardChanges.Collector changes = new BoardChanges.Collector();
    private Newest newest = Newest.NONE;
    /** The answer of {@link #current()}; null after a change. */
    private Snapshot current;

    /** An empty board for the windows, lateness and history of these settings. */
    public StatsBoard(Settings settings) {
        Windowing windowing = settings.windowing();
        long historyMillis = settings.duration(SettingKey.DASHBOARD_HISTORY).toMillis();
        history = new WindowHistory(windowing, historyMillis);
        rejectedAndLate = new RejectedAndLate(windowing.slideMillis(), historyMillis);
        jobs = new JobReports(settings.duration(SettingKey.LATENESS).toMillis());
        reader = new BoardReader(windowing, history, rejectedAndLate, jobs);
    }

    /**
     * Applies a row of the stats topic with its compact sketches (or null) and its Kafka timestamp.
     *
     * @throws IllegalArgumentException if its window has another length or slide than the settings
     */
    public synchronized void applyStats(WindowStats row, byte[] users, byte[] devices, long timestampMillis) {
        if (history.apply(row, users, devices)) {
            changes.row(row);
        }
        newest = newest.withRow(row).withTimestamp(timestampMillis);
        changed();
    }

    /**
     * Forgets the row of a window and locale, because the stats job withdrew it to count its window anew.
     *
     * @param key the key of the row
     * @throws IllegalArgumentException if it is not the key of a row
     */
    public synchronized void withdrawStats(String key) {
        int bar = key.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("not the key of a row: " + key);
        }
        if (history.withdraw(Json.time(key.substring(0, bar)), key.substring(bar + 1))) {
            changes.rebuilt();
            changed();
        }
    }

    /**
     * Applies a record of the progress topic with its Kafka timestamp.
     *
     * @throws IllegalArgumentException if the name of the job is unknown
     */
    public synchronized void applyProgress(Progress progress, long timestampMillis) {
        jobs.apply(progress, timestampMillis);
        changes.progress(progress);
        newest = newest.withTimestamp(timestampMillis);
        changed();
    }

    /**
     * Applies a record of the rejected topic with its Kafka timestamp.
     *
     * @throws IllegalArgumentException if reason, partition or offset is missing
     */
    public synchronized void applyRejected(JsonNode record, long timestampMillis) {
        if (rejectedAndLate.addRejected(record, timestampMillis)) {
            changes.rejected();
            changed();
        }
    }

    /** Applies the id of a record of the late topic with its Kafka timestamp. */
    public synchronized void applyLate(EventId id, long timestampMillis) {
        if (rejectedAndLate.addLate(id, timestampMillis)) {
            changed();
        }
    }

    /** Forgets all rows, because the stats topic was emptied. */
    public synchronized void clearStats() {
        history.clear();
        newest = newest.withRow(null);
        changes.rebuilt();
        changed();
    }

    /** Forgets all rejected records, because their topic was emptied. */
    public synchronized void clearRejected() {
        rejectedAndLate.clearRejected();
        changes.rejected();
        changed();
    }

    /** Forgets all late records, because their topic was emptied. */
    public synchronized void clearLate() {
        rejectedAndLate.clearLate();
        changed();
    }

    /** Forgets the reports of the jobs, because their topic was emptied. */
    public synchronized void clearProgress() {
        jobs.clear();
        changed();
    }

    /**
     * Turns the collection of single rows and progress records on or off. It is off while the topics are read from the
     * beginning: viewers then get a snapshot instead.
     */
    public synchronized void follow(boolean following) {
        changes.follow(following);
    }

    /** Moves the sketches of windows that seldom change from memory to disk. Call it about once per second. */
    public synchronized void tidy() {
        history.tidy();
        rejectedAndLate.tidy();
    }

    /** What changed since the last call. For one caller only. */
    public synchronized BoardChanges drainChanges() {
        return changes.drain(newest.asOfMillis());
    }

    /** The current window: of the windows that contain the newest event, the one that ends first. */
    public synchronized Snapshot current() {
        if (current == null) {
            current = reader.current(newest);
        }
        return current;
    }

    /** Of the windows that contain this time, the one that ends first, with the counts up to its end. */
    public synchronized Snapshot at(long timeMillis) {
        return reader.at(timeMillis, newest);
    }

    /** The union of the aligned windows that lie within the range. */
    public Snapshot range(long fromMillis, long toMillis) {
        try {
            return unite(fromMillis, toMillis);
        } catch (UncheckedIOException cleared) {
            return unite(fromMillis, toMillis); // clearStats() closed the archive's files in the meantime
        }
    }

    private Snapshot unite(long fromMillis, long toMillis) {
        BoardReader.Range range;
        synchronized (this) {
            range = reader.range(fromMillis, toMillis, newest);
        }
        return range.united();
    }

    /**
     * The windows that lie within the range and have rows, oldest first.
     *
     * @param locale one locale, or null for nationwide
     */
    public synchronized List<WindowTotals> history(long fromMillis, long toMillis, String locale) {
        return reader.history(fromMillis, toMillis, locale);
    }

    /** The current rows of the windows that a viewer needs before it can follow the changes. */
    public synchronized List<WindowStats> recentRows() {
        return reader.recentRows();
    }

    /** Rejected and late records per interval (as long as the slide) of their Kafka timestamps, oldest first. */
    public synchronized List<RejectedAndLateRate> rates(long fromMillis, long toMillis) {
        return rejectedAndLate.rates(fromMillis, toMillis);
    }

    /** The rates of the newest few intervals. */
    public synchronized List<RejectedAndLateRate> newestRates() {
        return rejectedAndLate.newestRates();
    }

    /** The newest rejected records as on their topic, newest first, with long values truncated. */
    public synchronized List<JsonNode> newestRejected(int limit) {
        return rejectedAndLate.newestRejected(limit);
    }

    /** The last report of each job that has reported, by name of the job. */
    public synchronized Map<String, JobReport> jobs() {
        return jobs.latest();
    }

    /** Windows in the history. */
    public synchronized int windowCount() {
        return history.size();
    }

    /** Size of the history's files in the temporary directory, bytes. */
    public synchronized long archivedBytes() {
        return history.archivedBytes();
    }

    private void changed() {
        current = null;
        changes.changed();
    }

    /** Deletes the history's files. */
    @Override
    public synchronized void close() {
        history.close();
    }
}
