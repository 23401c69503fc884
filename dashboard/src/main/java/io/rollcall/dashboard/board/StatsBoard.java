package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.BoardReader.Newest;
import io.rollcall.dashboard.history.Sketches;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.PipelineCheck;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The current state of the pipeline's output, built from the records of its topics. Records may arrive in any order and
 * any number of times. One thread applies records; any thread may query and gets immutable results. One lock guards all
 * state. It is held only for moments: what takes many windows is added up outside it. All times are ms since the epoch.
 */
public final class StatsBoard implements AutoCloseable {
    /** How many rejected records {@link #newestRejected} can return. */
    public static final int MAX_NEWEST_REJECTED = RejectedRecords.MAX_NEWEST;

    private final Settings settings;
    private final WindowHistory history;
    private final RejectedAndLate rejectedAndLate;
    private final PipelineCheck check;
    private final JobReports jobs;
    private final NoticeWriter notices;
    private final RowIntake rows;
    private final BoardReader reader;
    private final BoardChanges.Collector changes = new BoardChanges.Collector();
    /** Kafka timestamp of the newest row or report, which is the broker's time; null before any. */
    private Long asOf;
    /** The answer of {@link #current()}; null after a change. */
    private Snapshot current;

    /** An empty board for the windows, lateness and history of these settings. */
    public StatsBoard(Settings settings) {
        this.settings = settings;
        Windowing windowing = settings.windowing();
        long historyMillis = historyMillis(settings);
        HeldRows held = new HeldRows();
        history = new WindowHistory(windowing, historyMillis);
        rejectedAndLate = new RejectedAndLate(windowing.slideMillis(), WindowHistory.visitsMillis(historyMillis));
        check = new PipelineCheck(Pipeline.of(settings, ""), settings.topics().progress());
        jobs = new JobReports(check, settings.duration(SettingKey.LATENESS).toMillis());
        notices = new NoticeWriter(settings.topics(), windowing, check, held);
        long tolerance = settings.duration(SettingKey.FUTURE_TOLERANCE).toMillis();
        rows = new RowIntake(windowing, tolerance, history, held, notices, changes);
        reader = new BoardReader(windowing, history, rejectedAndLate, jobs, held);
    }

    /** How much event time (ms) a board keeps: not more than the topics do, from which another one would start. */
    public static long historyMillis(Settings settings) {
        return Math.min(
                settings.duration(SettingKey.DASHBOARD_HISTORY).toMillis(),
                settings.duration(SettingKey.RETENTION).toMillis());
    }

    /** Sets the id of the Kafka cluster, to compare it with those of the jobs. */
    public synchronized void setCluster(String id) {
        check.setOwn(Pipeline.of(settings, id));
        changed();
    }

    /**
     * Applies a row of the stats topic with its sketches and its Kafka timestamp. A window whose time has not come by the
     * broker's clock is held apart.
     *
     * @throws IllegalArgumentException if its window has another length or slide than the settings
     */
    public synchronized void applyStats(WindowStats row, Sketches sketches, long timestampMillis) {
        rows.requireWindow(row, timestampMillis);
        advance(timestampMillis);
        rows.take(new HeldRows.Row(row, sketches, timestampMillis), asOf);
        changed();
    }

    /** The same for a row without failed logins. */
    public void applyStats(WindowStats row, byte[] users, byte[] devices, long timestampMillis) {
        applyStats(row, new Sketches(users, devices, null), timestampMillis);
    }

    private void advance(long timestampMillis) {
        asOf = asOf == null ? timestampMillis : Math.max(asOf, timestampMillis);
        rejectedAndLate.advance(asOf);
        rows.advance(asOf);
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
        if (rows.withdraw(Json.time(key.substring(0, bar)), key.substring(bar + 1))) {
            changed();
        }
    }

    /**
     * Applies a record of the progress topic with its Kafka timestamp. Reports of another pipeline only lead to a notice.
     *
     * @throws IllegalArgumentException if the name of the job is unknown
     */
    public synchronized void applyProgress(Progress progress, long timestampMillis) {
        if (jobs.apply(progress, timestampMillis)) {
            changes.progress(progress);
            advance(timestampMillis);
        }
        changed();
    }

    /** From now on a report counts only once {@link #confirm} says that the rows are read of which it speaks. */
    public synchronized void awaitRows() {
        jobs.awaitRows();
        changed();
    }

    /** What the reports say: every login before this Kafka timestamp is counted; null if unknown. */
    public synchronized Long reportedMillis() {
        return jobs.reportedMillis();
    }

    /** All rows are applied of which the reports spoke when {@link #reportedMillis()} was this. */
    public synchronized void confirm(Long reportedMillis) {
        jobs.confirm(reportedMillis);
        changed();
    }

    /**
     * Whether rows must be read again whose time has come, because too many were held apart to keep them all. Call {@link
     * #clearStats()} then, and apply all rows again.
     */
    public synchronized boolean mustReadAgain() {
        return asOf != null && rows.misses(asOf);
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
        rows.clear();
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
        return changes.drain(asOf);
    }

    /**
     * The current window: the newest full one, or the filling one while the last full one would be without logins. A
     * window is full when its end has passed and what Kafka had received by then is counted.
     */
    public synchronized Snapshot current() {
        if (current == null) {
            current = reader.current(newest());
        }
        return current;
    }

    /** The window that is filling: of the windows that contain the newest event, the one that ends first. */
    public synchronized Snapshot filling() {
        return reader.filling(newest());
    }

    /**
     * The first window that ends at this time (ms since the epoch) or later, with the counts up to its end.
     *
     * @throws OutsideHistory if nothing is known of it
     */
    public Snapshot at(long timeMillis) {
        BoardReader.Moment moment;
        synchronized (this) {
            moment = reader.at(timeMillis, newest());
        }
        return moment.finish();
    }

    /**
     * The union of the windows that tile a range, as far as the history covers it.
     *
     * @throws OutsideHistory if nothing is known of the range
     * @throws IllegalArgumentException if {@link Windowing#canTile windows cannot tile it}
     */
    public RangeSnapshot range(long fromMillis, long toMillis) {
        if (!settings.windowing().canTile(fromMillis, toMillis)) {
            throw new IllegalArgumentException("no windows tile " + fromMillis + " to " + toMillis);
        }
        try {
            return unite(fromMillis, toMillis);
        } catch (UncheckedIOException cleared) {
            return unite(fromMillis, toMillis); // clearStats() closed the archive's files in the meantime
        }
    }

    private RangeSnapshot unite(long fromMillis, long toMillis) {
        BoardReader.Range range;
        synchronized (this) {
            range = reader.range(fromMillis, toMillis, newest());
        }
        return range.finish();
    }

    /**
     * The windows that lie within the range and have rows, oldest first.
     *
     * @param locale one locale, or null for nationwide
     */
    public List<WindowTotals> history(long fromMillis, long toMillis, String locale) {
        BoardReader.Windows windows;
        synchronized (this) {
            windows = reader.windows(fromMillis, toMillis, newest());
        }
        return windows.finish(locale);
    }

    /**
     * The nationwide numbers of a window; zeros if all that is in it is counted, and that is nothing. Empty if they are not
     * known.
     */
    public synchronized Optional<Totals> nationwide(Window window) {
        return reader.nationwide(window);
    }

    /** Whether a row of the history has failed logins: then the source tells how logins end. */
    public synchronized boolean hasOutcomes() {
        return history.hasFailed();
    }

    /** The current rows of the windows that a viewer needs before it can follow the changes. */
    public synchronized List<WindowStats> recentRows() {
        return reader.recentRows(newest());
    }

    /** Rejected and late records per interval (as long as the slide) of their Kafka timestamps, oldest first. */
    public List<RejectedAndLateRate> rates(long fromMillis, long toMillis) {
        RejectedAndLate.Intervals intervals;
        synchronized (this) {
            intervals = rejectedAndLate.within(fromMillis, toMillis);
        }
        return intervals.rates();
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

    /** What someone must know about the numbers. */
    public synchronized Notices notices() {
        return notices.notices(asOf);
    }

    /** Windows in the history. */
    public synchronized int windowCount() {
        return history.size();
    }

    /** Ids of rejected and late records that are kept in memory. */
    public synchronized int idCount() {
        return rejectedAndLate.idCount();
    }

    /** Size of the history's files in the temporary directory, bytes. */
    public synchronized long archivedBytes() {
        return history.archivedBytes();
    }

    private Newest newest() {
        return new Newest(asOf, rows.newest());
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
