package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.Sketches;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.Json;

/**
 * The current state of the pipeline's output, built from the records of its topics. Records may arrive in any order and
 * any number of times. One thread applies records; any thread may {@linkplain BoardQueries query}. One lock, that of this
 * object, guards all state. All times are ms since the epoch.
 */
public final class StatsBoard extends BoardQueries implements AutoCloseable {
    private final BoardParts parts;
    private final Settings settings;

    /** An empty board for the windows, lateness and history of these settings. */
    public StatsBoard(Settings settings) {
        this(settings, BoardParts.of(settings));
    }

    private StatsBoard(Settings settings, BoardParts parts) {
        super(settings.windowing(), parts);
        this.settings = settings;
        this.parts = parts;
    }

    /** How much event time (ms) a board keeps: not more than the topics do, from which another one would start. */
    public static long historyMillis(Settings settings) {
        return Math.min(
                settings.duration(SettingKey.DASHBOARD_HISTORY).toMillis(),
                settings.duration(SettingKey.RETENTION).toMillis());
    }

    /** Sets the id of the Kafka cluster, to compare it with those of the jobs. */
    public synchronized void setCluster(String id) {
        parts.check().setOwn(Pipeline.of(settings, id));
        changed();
    }

    /**
     * Applies a row of the stats topic with its sketches and its Kafka timestamp. A window whose time has not come by the
     * broker's clock is held apart.
     *
     * @param failedUsers null for a row without failed logins
     * @throws IllegalArgumentException if its window has another length or slide than the settings
     */
    public synchronized void applyStats(
            WindowStats row, byte[] users, byte[] devices, byte[] failedUsers, long timestampMillis) {
        parts.rows().requireWindow(row, timestampMillis);
        advance(timestampMillis);
        parts.rows().take(new HeldRows.Row(row, new Sketches(users, devices, failedUsers), timestampMillis), asOf);
        changed();
    }

    /** The same for a row without failed logins. */
    public void applyStats(WindowStats row, byte[] users, byte[] devices, long timestampMillis) {
        applyStats(row, users, devices, null, timestampMillis);
    }

    private void advance(long timestampMillis) {
        asOf = asOf == null ? timestampMillis : Math.max(asOf, timestampMillis);
        parts.rejectedAndLate().advance(asOf);
        parts.rows().advance(asOf);
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
        if (parts.rows().withdraw(Json.time(key.substring(0, bar)), key.substring(bar + 1))) {
            changed();
        }
    }

    /**
     * Applies a record of the progress topic with its Kafka timestamp. Reports of another pipeline only lead to a notice.
     *
     * @throws IllegalArgumentException if the name of the job is unknown
     */
    public synchronized void applyProgress(Progress progress, long timestampMillis) {
        if (parts.jobs().apply(progress, timestampMillis)) {
            parts.changes().progress(progress);
            advance(timestampMillis);
        }
        changed();
    }

    /** From now on a report counts only once {@link #confirm} says that the rows are read of which it speaks. */
    public synchronized void awaitRows() {
        parts.jobs().awaitRows();
        changed();
    }

    /** What the reports say: every login before this Kafka timestamp is counted; null if unknown. */
    public synchronized Long reportedMillis() {
        return parts.jobs().reportedMillis();
    }

    /** All rows are applied of which the reports spoke when {@link #reportedMillis()} was this. */
    public synchronized void confirm(Long reportedMillis) {
        parts.jobs().confirm(reportedMillis);
        changed();
    }

    /**
     * Whether rows must be read again whose time has come, because too many were held apart to keep them all. Call {@link
     * #clearStats()} then, and apply all rows again.
     */
    public synchronized boolean mustReadAgain() {
        return asOf != null && parts.rows().misses(asOf);
    }

    /**
     * Applies a record of the rejected topic with its Kafka timestamp.
     *
     * @param record which nobody changes afterwards
     * @throws IllegalArgumentException if reason, partition or offset is missing
     */
    public synchronized void applyRejected(JsonNode record, long timestampMillis) {
        if (parts.rejectedAndLate().addRejected(record, timestampMillis)) {
            parts.changes().rejected();
            changed();
        }
    }

    /** Applies the id of a record of the late topic with its Kafka timestamp. */
    public synchronized void applyLate(EventId id, long timestampMillis) {
        if (parts.rejectedAndLate().addLate(id, timestampMillis)) {
            changed();
        }
    }

    /** Forgets all rows, because the stats topic was emptied. */
    public synchronized void clearStats() {
        parts.rows().clear();
        parts.changes().rebuilt();
        changed();
    }

    /** Forgets all rejected records, because their topic was emptied. */
    public synchronized void clearRejected() {
        parts.rejectedAndLate().clearRejected();
        parts.changes().rejected();
        changed();
    }

    /** Forgets all late records, because their topic was emptied. */
    public synchronized void clearLate() {
        parts.rejectedAndLate().clearLate();
        changed();
    }

    /** Forgets the reports of the jobs, because their topic was emptied. */
    public synchronized void clearProgress() {
        parts.jobs().clear();
        changed();
    }

    /**
     * Turns the collection of single rows and progress records on or off. It is off while the topics are read from the
     * beginning: viewers then get a snapshot instead, which says so.
     */
    public synchronized void follow(boolean following) {
        parts.changes().follow(following);
        forgetCurrent();
    }

    /** Moves the sketches of windows that seldom change from memory to disk. Call it about once per second. */
    public synchronized void tidy() {
        parts.history().tidy();
        parts.rejectedAndLate().tidy();
    }

    /** What changed since the last call. For one caller only. */
    public synchronized BoardChanges drainChanges() {
        return parts.changes().drain(asOf);
    }

    private void changed() {
        forgetCurrent();
        parts.changes().changed();
    }

    /** Deletes the history's files. */
    @Override
    public synchronized void close() {
        parts.history().close();
    }
}
