package io.rollcall.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.dashboard.board.OutsideHistory;
import io.rollcall.dashboard.board.RandomLogins;
import io.rollcall.dashboard.board.RangeSnapshot;
import io.rollcall.dashboard.board.RejectedAndLateTest;
import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every range on slides has the numbers of the logins in it, wherever it starts, or says what is known. */
class RangeTest {
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");
    private static final long SLIDE = Windowing.DEFAULT.slideMillis();
    private static final long LENGTH = Windowing.DEFAULT.lengthMillis();
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final StatsBoard board = new StatsBoard(Settings.defaults());
    private final RandomLogins logins = new RandomLogins(19);

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void everyRangeOnSlides_isExact_whileItsWindowsAreInMemory() {
        logins.add(START, "UT").add(START + SLIDE, START + 3 * MINUTE).add(START + 3 * MINUTE, "CA");
        apply(Long.MAX_VALUE);
        assertEveryRange(START - MINUTE, START + 4 * MINUTE);
    }

    @Test
    void everyRangeOnSlides_isExact_afterItsWindowsAreArchived() {
        logins.add(START, "UT").add(START + SLIDE, START + 3 * MINUTE).add(START + HOUR, "CA");
        apply(Long.MAX_VALUE);
        board.tidy();
        assertThat(board.archivedBytes()).isPositive();
        assertEveryRange(START - MINUTE, START + 4 * MINUTE);
    }

    @Test
    void everyRangeOnSlides_isExact_whileItsWindowsMoveToTheArchive() {
        logins.add(START, "UT").add(START + SLIDE, START + 13 * MINUTE);
        apply(START + 11 * MINUTE);
        board.tidy();
        apply(Long.MAX_VALUE);
        assertEveryRange(START - MINUTE, START + 2 * MINUTE);
        board.tidy();
        assertEveryRange(START + MINUTE, START + 4 * MINUTE);
    }

    @Test
    void rangesOverRollUps_areExact_atEveryAlignment() {
        logins.add(START, START + 4 * HOUR);
        apply(Long.MAX_VALUE);
        board.tidy();
        for (long edge = 0; edge < 2 * LENGTH; edge += SLIDE) {
            assertRange(START + edge, START + edge + 3 * HOUR + 30 * MINUTE);
            assertRange(START + 15 * MINUTE + edge, START + 15 * MINUTE + edge + 2 * HOUR);
            assertRange(START + 20 * MINUTE - edge, START + 20 * MINUTE - edge + 5 * MINUTE);
        }
    }

    @Test
    void rejectedAndLateLogins_areThoseOfTheRange() {
        logins.add(START, "UT").add(START, START + 3 * MINUTE);
        apply(Long.MAX_VALUE);
        for (int slide = 0; slide < 18; slide++) {
            board.applyLate(new EventId(0, slide), START + slide * SLIDE);
            board.applyRejected(RejectedAndLateTest.rejected("tombstone", slide), START + (slide + 1) * SLIDE - 1);
        }
        Snapshot range = board.range(START + SLIDE, START + MINUTE + SLIDE).snapshot();
        assertThat(range.counts().late()).isEqualTo(6);
        assertThat(range.counts().rejected()).isEqualTo(Map.of("tombstone", 6L));
        assertThat(range.countsThen()).isNull();
    }

    @Test
    void rangeOfAnIdleStream_reachesAsFarAsEverythingIsCounted() {
        logins.add(START, "UT").add(START, START + MINUTE);
        apply(Long.MAX_VALUE);
        complete(START + HOUR);
        RangeSnapshot idle = board.range(START + 10 * MINUTE, START + 20 * MINUTE);
        assertThat(idle.isWhole()).isTrue();
        assertThat(idle.snapshot().isFinal()).isTrue();
        assertThat(idle.snapshot().totals()).isEqualTo(Totals.ZERO);
        assertThat(idle.snapshot().byLocale()).isEmpty();
        RangeSnapshot partly = board.range(START, START + 2 * HOUR);
        assertThat(partly.isWhole()).isFalse();
        assertThat(partly.snapshot().window()).isEqualTo(new Window(START, START + HOUR + LENGTH));
        assertThat(partly.snapshot().totals()).isEqualTo(logins.nationwide(START, START + HOUR));
        assertThatThrownBy(() -> board.range(START + 2 * HOUR, START + 3 * HOUR))
                .isInstanceOf(OutsideHistory.class)
                .hasMessage("the range is after the history, which covers 2023-09-12T00:44:40.000Z to"
                        + " 2023-09-12T01:45:10.000Z so far");
    }

    @Test
    void rangeThatWindowsDoNotTile_isRefused() {
        logins.add(START, START + 3 * MINUTE);
        apply(Long.MAX_VALUE);
        for (long[] range : new long[][] {
            {START + 1, START + LENGTH + 1}, {START, START + LENGTH + SLIDE}, {START, START}, {START + LENGTH, START}
        }) {
            assertThatThrownBy(() -> board.range(range[0], range[1])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Compares every range that starts and ends on slides of a stretch, also those that reach out of the history. */
    private void assertEveryRange(long from, long to) {
        for (long start = from; start < to; start += SLIDE) {
            for (long end = start + LENGTH; end <= to; end += LENGTH) {
                assertRange(start, end);
            }
        }
    }

    private void assertRange(long from, long to) {
        String range = (from - START) / 1_000 + " s to " + (to - START) / 1_000 + " s";
        long historyStart = logins.firstWindow();
        long historyEnd = logins.lastSlideEnd();
        long[] known = LongStream.iterate(from, start -> start < to, start -> start + LENGTH)
                .filter(start -> historyStart <= start && start < historyEnd)
                .toArray();
        if (known.length == 0) {
            assertThatThrownBy(() -> board.range(from, to)).as(range).isInstanceOf(OutsideHistory.class);
            return;
        }
        long coveredTo = known[known.length - 1] + LENGTH;
        RangeSnapshot found = board.range(from, to);
        Snapshot snapshot = found.snapshot();
        assertThat(snapshot.window()).as(range).isEqualTo(new Window(known[0], coveredTo));
        assertThat(found.isWhole()).as(range).isEqualTo(historyStart <= from && to <= historyEnd);
        Map<String, Totals> expected = logins.byLocale(known[0], coveredTo);
        assertThat(snapshot.totals()).as(range).isEqualTo(logins.nationwide(known[0], coveredTo));
        assertThat(snapshot.byLocale()).as(range).isEqualTo(expected);
        Map<String, Long> visits = new HashMap<>();
        expected.forEach((locale, totals) -> visits.put(locale, totals.logins()));
        assertThat(snapshot.counts().visitsByLocale()).as(range).isEqualTo(visits);
        assertThat(snapshot.counts().visits())
                .as(range)
                .isEqualTo(snapshot.totals().logins());
        assertThat(snapshot.visitsSinceMillis()).as(range).isEqualTo(known[0]);
    }

    /** Applies the rows of the windows that start before this time (ms). */
    private void apply(long until) {
        logins.rows(Long.MIN_VALUE, until)
                .forEach(row -> row.applyTo(board, row.stats().window().startMillis()));
    }

    private void complete(long through) {
        report(JobName.CLEAN, through, through + 1_000);
        report(JobName.STATS, through + 2_000, through + 2_000);
    }

    private void report(String job, long through, long timestamp) {
        board.applyProgress(Progress.of(job, timestamp).with(Progress.Input.completeThrough(through)), timestamp);
    }
}
