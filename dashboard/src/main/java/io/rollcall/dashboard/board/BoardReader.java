package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.LocaleGroup;
import io.rollcall.dashboard.history.RangeUnion;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.dashboard.history.VisitCounts;
import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.dashboard.history.WindowNumbers;
import io.rollcall.dashboard.history.WindowRows;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds the board's answers from its parts. Changes nothing. The board calls it under its lock. An answer that takes many
 * windows comes as an unfinished one, which is finished without the lock. Times are ms since the epoch.
 */
final class BoardReader {
    private final Windowing windowing;
    private final WindowHistory history;
    private final RejectedAndLate rejectedAndLate;
    private final JobReports jobs;
    private final HeldRows held;
    private final LocaleGroup unitedStates;

    /**
     * The newest records applied.
     *
     * @param asOfMillis Kafka timestamp of the newest record, or null before any
     * @param row the row with the newest Kafka timestamp, or null
     * @param isReading whether older ones than the first that were not there yet are still missing
     */
    record Newest(Long asOfMillis, WindowStats row, boolean isReading) {}

    /** A snapshot of a range without its numbers, and what they are computed from; null where it is not known. */
    record Range(Snapshot withoutNumbers, RangeUnion union, RejectedAndLate.Intervals uncounted, boolean isWhole) {
        /** Unites the sketches, which may read files. */
        RangeSnapshot finish() {
            Map<String, Totals> totals = union.totals();
            Totals nationwide = totals.remove(RangeUnion.NATION);
            Totals states = totals.remove(withoutNumbers.unitedStates().name());
            Map<String, Long> visits = new TreeMap<>();
            totals.forEach((locale, numbers) -> visits.put(locale, numbers.logins()));
            CumulativeCounts counts = counts(nationwide.logins(), visits, uncounted);
            return new RangeSnapshot(withoutNumbers.withNumbers(nationwide, totals, orZero(states), counts), isWhole);
        }
    }

    private static Totals orZero(Totals totals) {
        return totals == null ? Totals.ZERO : totals;
    }

    /** A snapshot of a moment without the counts until then, and what they are computed from; null where not known. */
    record Moment(Snapshot withoutCounts, List<WindowNumbers> visits, RejectedAndLate.Intervals uncounted) {
        Snapshot finish() {
            if (visits == null) {
                return withoutCounts.withCountsThen(counts(null, null, uncounted));
            }
            VisitCounts until = VisitCounts.of(visits);
            return withoutCounts.withCountsThen(counts(until.total(), until.byLocale(), uncounted));
        }
    }

    private static CumulativeCounts counts(
            Long visits, Map<String, Long> byLocale, RejectedAndLate.Intervals uncounted) {
        return uncounted == null
                ? new CumulativeCounts(visits, byLocale, null, null)
                : new CumulativeCounts(visits, byLocale, uncounted.rejectedByReason(), uncounted.lateTotal());
    }

    /** The windows of a range, and which of them are final and full. */
    record Windows(List<WindowNumbers> windows, Finality finality, Fullness fullness) {
        /** The numbers of a locale, or nationwide for null; windows without any are left out. */
        List<WindowTotals> finish(String locale) {
            List<WindowTotals> found = new ArrayList<>();
            for (WindowNumbers window : windows) {
                Totals totals = locale == null ? window.nationwide() : window.of(locale);
                if (totals != null) {
                    found.add(new WindowTotals(
                            window.window(),
                            finality.isFinal(window.window()),
                            fullness.isFull(window.window()),
                            totals));
                }
            }
            return found;
        }
    }

    BoardReader(
            Windowing windowing,
            WindowHistory history,
            RejectedAndLate rejectedAndLate,
            JobReports jobs,
            HeldRows held,
            LocaleGroup unitedStates) {
        this.windowing = windowing;
        this.history = history;
        this.rejectedAndLate = rejectedAndLate;
        this.jobs = jobs;
        this.held = held;
        this.unitedStates = unitedStates;
    }

    /** See {@link StatsBoard#current()}. */
    Snapshot current(Newest newest) {
        return ofWindow(currentWindow(newest), newest);
    }

    /** See {@link StatsBoard#filling()}. */
    Snapshot filling(Newest newest) {
        return ofWindow(history.filling(), newest);
    }

    private Window currentWindow(Newest newest) {
        Window filling = history.filling();
        Long fullThrough = fullness(newest).throughMillis();
        if (filling == null || fullThrough == null) {
            return filling;
        }
        long end = windowing.paneOf(Math.min(filling.endMillis(), fullThrough));
        WindowRows full = history.get(end - windowing.lengthMillis());
        return full == null ? filling : full.window();
    }

    private Fullness fullness(Newest newest) {
        Window filling = history.filling();
        return Fullness.of(
                filling == null ? null : (Long) (filling.endMillis() - windowing.slideMillis()),
                newest.asOfMillis(),
                jobs.finality().completeThroughMillis());
    }

    /** See {@link StatsBoard#at(long)}. */
    Moment at(long timeMillis, Newest newest) {
        Window window = coverage().windowAt(timeMillis);
        return new Moment(
                ofWindow(window, newest),
                history.countsVisits(window.startMillis()) ? history.visitsUntil(window.endMillis()) : null,
                rejectedAndLate.counts(window.startMillis())
                        ? rejectedAndLate.within(Long.MIN_VALUE, window.endMillis())
                        : null);
    }

    /** See {@link StatsBoard#range(long, long)}. */
    Range range(long fromMillis, long toMillis, Newest newest) {
        Coverage coverage = coverage();
        Window part = coverage.part(fromMillis, toMillis);
        return new Range(
                snapshot(part, Totals.ZERO, Map.of(), Totals.ZERO, FailureList.UNKNOWN, newest),
                history.range(part.startMillis(), part.endMillis()),
                rejectedAndLate.counts(part.startMillis())
                        ? rejectedAndLate.within(part.startMillis(), part.endMillis())
                        : null,
                coverage.isWhole(fromMillis, toMillis));
    }

    private Coverage coverage() {
        return Coverage.of(history.held(), jobs.finality(), windowing);
    }

    /** See {@link StatsBoard#history(long, long, String)}. */
    Windows windows(long fromMillis, long toMillis, Newest newest) {
        return new Windows(history.within(fromMillis, toMillis), jobs.finality(), fullness(newest));
    }

    /** See {@link StatsBoard#nationwide(Window)}. */
    Optional<Totals> nationwide(Window window) {
        WindowRows rows = history.get(window.startMillis());
        if (rows != null) {
            return Optional.of(rows.nationwide());
        }
        Window known = coverage().history();
        Long through = jobs.finality().completeThroughMillis();
        boolean hadNone = known != null
                && through != null
                && known.startMillis() <= window.startMillis()
                && window.endMillis() <= through;
        return hadNone ? Optional.of(Totals.ZERO) : Optional.empty();
    }

    /** See {@link StatsBoard#recentRows()}. */
    List<WindowStats> recentRows(Newest newest) {
        List<WindowStats> rows = new ArrayList<>();
        Window current = currentWindow(newest);
        if (current != null) {
            // The page compares the current window with the one a length before.
            history.from(current.startMillis() - windowing.lengthMillis())
                    .forEach(window -> rows.addAll(window.rows()));
        }
        return rows;
    }

    private Snapshot ofWindow(Window window, Newest newest) {
        WindowRows rows = window == null ? null : history.get(window.startMillis());
        if (rows == null) {
            return snapshot(window, Totals.ZERO, Map.of(), Totals.ZERO, new FailureList(Map.of()), newest);
        }
        Map<String, Totals> byLocale = new TreeMap<>();
        rows.forEach(byLocale::put);
        Totals states = unitedStates.isEmpty() ? null : rows.numbers().of(unitedStates.name());
        return snapshot(
                window, rows.nationwide(), byLocale, orZero(states), new FailureList(rows.failureReasons()), newest);
    }

    private Snapshot snapshot(
            Window window,
            Totals totals,
            Map<String, Totals> byLocale,
            Totals ofUnitedStates,
            FailureList failures,
            Newest newest) {
        Finality finality = jobs.finality();
        VisitCounts visits = history.visits();
        Window known = coverage().history();
        return new Snapshot(
                window,
                window != null && finality.isFinal(window),
                window != null && fullness(newest).isFull(window),
                newest.asOfMillis(),
                finality.completeThroughMillis(),
                newest.isReading(),
                totals,
                byLocale,
                unitedStates,
                ofUnitedStates,
                new CumulativeCounts(
                        visits.total(),
                        visits.byLocale(),
                        rejectedAndLate.rejectedByReason(),
                        rejectedAndLate.lateTotal()),
                null,
                history.visitsSince(),
                known == null ? null : (Long) known.startMillis(),
                history.hasFailed() ? failures : null,
                held.windowCount(),
                newest.row());
    }
}
