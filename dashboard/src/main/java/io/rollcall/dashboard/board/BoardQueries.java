package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.BoardReader.Newest;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What anybody may ask the board, from any thread. Results are immutable. The lock of the board is held only for moments:
 * what takes many windows is added up outside it. All times are ms since the epoch.
 */
public abstract sealed class BoardQueries permits StatsBoard {
    /** How many rejected records {@link #newestRejected} can return. */
    public static final int MAX_NEWEST_REJECTED = RejectedRecords.MAX_NEWEST;

    private final Windowing windowing;
    private final BoardParts parts;
    /** Kafka timestamp of the newest row or report, which is the broker's time; null before any. */
    Long asOf;
    /** The answer of {@link #current()}; null after a change. */
    private Snapshot current;

    BoardQueries(Windowing windowing, BoardParts parts) {
        this.windowing = windowing;
        this.parts = parts;
    }

    /** What {@link #current()} said holds no more. */
    void forgetCurrent() {
        current = null;
    }

    /**
     * The current window: the newest full one, or the filling one while the last full one would be without logins. A
     * window is full when its end has passed and what Kafka had received by then is counted.
     */
    public synchronized Snapshot current() {
        if (current == null) {
            current = parts.reader().current(newest());
        }
        return current;
    }

    /** The window that is filling: of the windows that contain the newest event, the one that ends first. */
    public synchronized Snapshot filling() {
        return parts.reader().filling(newest());
    }

    /**
     * The first window that ends at this time (ms since the epoch) or later, with the counts up to its end.
     *
     * @throws OutsideHistory if nothing is known of it
     */
    public Snapshot at(long timeMillis) {
        BoardReader.Moment moment;
        synchronized (this) {
            moment = parts.reader().at(timeMillis, newest());
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
        if (!windowing.canTile(fromMillis, toMillis)) {
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
            range = parts.reader().range(fromMillis, toMillis, newest());
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
            windows = parts.reader().windows(fromMillis, toMillis, newest());
        }
        return windows.finish(locale);
    }

    /**
     * The nationwide numbers of a window; zeros if all that is in it is counted, and that is nothing. Empty if they are not
     * known.
     */
    public synchronized Optional<Totals> nationwide(Window window) {
        return parts.reader().nationwide(window);
    }

    /** Whether a row of the history has failed logins: then the source tells how logins end. */
    public synchronized boolean hasOutcomes() {
        return parts.history().hasFailed();
    }

    /** The current rows of the windows that a viewer needs before it can follow the changes. */
    public synchronized List<WindowStats> recentRows() {
        return parts.reader().recentRows(newest());
    }

    /** Rejected and late records per interval (as long as the slide) of their Kafka timestamps, oldest first. */
    public List<RejectedAndLateRate> rates(long fromMillis, long toMillis) {
        RejectedAndLate.Intervals intervals;
        synchronized (this) {
            intervals = parts.rejectedAndLate().within(fromMillis, toMillis);
        }
        return intervals.rates();
    }

    /** From this time on, an interval without a rate has neither rejected nor late records; null while that is not known. */
    public synchronized Long ratesFromMillis() {
        return parts.rejectedAndLate().countedFromMillis();
    }

    /** The rates of the newest few intervals. */
    public synchronized List<RejectedAndLateRate> newestRates() {
        return parts.rejectedAndLate().newestRates();
    }

    /** The newest rejected records as on their topic, newest first, with long values truncated. */
    public synchronized List<JsonNode> newestRejected(int limit) {
        return parts.rejectedAndLate().newestRejected(limit);
    }

    /** The last report of each job that has reported, by name of the job. */
    public synchronized Map<String, JobReport> jobs() {
        return parts.jobs().latest();
    }

    /** What someone must know about the numbers. */
    public synchronized Notices notices() {
        return parts.notices().notices(asOf);
    }

    /** Windows in the history. */
    public synchronized int windowCount() {
        return parts.history().size();
    }

    /** Ids of rejected and late records that are kept in memory. */
    public synchronized int idCount() {
        return parts.rejectedAndLate().idCount();
    }

    /** Size of the history's files in the temporary directory, bytes. */
    public synchronized long archivedBytes() {
        return parts.history().archivedBytes();
    }

    private Newest newest() {
        return new Newest(asOf, parts.rows().newest(), !parts.changes().isFollowing());
    }
}
