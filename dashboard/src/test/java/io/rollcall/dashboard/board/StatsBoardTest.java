package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.WindowCases.SketchedRow;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers of the board, from rows and reports in any order. */
class StatsBoardTest {
    private static final long NOW = IsoTime.parse("2023-09-12T01:00:00Z");
    /** Aligned to the window length. */
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    private final StatsBoard board = new StatsBoard(Settings.defaults());

    @Test
    void goldenRows_giveTheExpectedNationwideNumbers() {
        shuffledWithEarlierRows().forEach(row -> row.applyTo(board, NOW));
        for (JsonNode expected : WindowCases.GOLDEN.path("nationwide")) {
            long start = IsoTime.parse(expected.path("window").path("start").asText());
            assertThat(board.history(start, start + 30_000, null))
                    .singleElement()
                    .extracting(WindowTotals::totals)
                    .isEqualTo(totals(expected));
        }
        assertThat(board.history(Long.MIN_VALUE, Long.MAX_VALUE, null))
                .hasSize(WindowCases.GOLDEN.path("nationwide").size());
    }

    @Test
    void goldenRows_giveTheNumbersOfTheirLocales() {
        shuffledWithEarlierRows().forEach(row -> row.applyTo(board, NOW));
        for (JsonNode expected : WindowCases.GOLDEN.path("stats")) {
            long start = IsoTime.parse(expected.path("window").path("start").asText());
            assertThat(board.history(
                            start, start + 30_000, expected.path("locale").asText()))
                    .singleElement()
                    .extracting(WindowTotals::totals)
                    .isEqualTo(totals(expected));
        }
    }

    @Test
    void visits_countEveryLoginOnce() {
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        Map<String, Long> expected = new HashMap<>();
        Map<String, JsonNode> events = new HashMap<>();
        WindowCases.GOLDEN
                .path("events")
                .forEach(e -> events.put(e.path("event_id").asText(), e));
        events.values().forEach(e -> expected.merge(e.path("locale").asText(), 1L, Long::sum));

        Snapshot snapshot = board.current();

        assertThat(snapshot.counts().visits()).isEqualTo(events.size());
        assertThat(snapshot.counts().visitsByLocale()).isEqualTo(expected);
        assertThat(IsoTime.format(snapshot.visitsSinceMillis()))
                .isEqualTo(WindowCases.GOLDEN.at("/nationwide/0/window/start").asText());
    }

    @Test
    void latestRow_isTheSame_inWhateverOrderPartitionsAreRead() {
        List<SketchedRow> rows = new ArrayList<>(WindowCases.rows());
        rows.forEach(row -> row.applyTo(board, NOW));
        Collections.reverse(rows);
        StatsBoard other = new StatsBoard(Settings.defaults());
        rows.forEach(row -> row.applyTo(other, NOW));

        assertThat(other.current().latest()).isEqualTo(board.current().latest());
    }

    @Test
    void latestRow_hasTheNewestTimestamp_alsoIfAnOlderOneIsReadAfterIt() {
        List<SketchedRow> rows = WindowCases.rows();
        rows.get(0).applyTo(board, NOW);
        rows.get(1).applyTo(board, NOW - 1);

        assertThat(board.current().latest()).isEqualTo(rows.get(0).stats());
    }

    @Test
    void withdrawnRows_areForgotten_andLowerOnesCount() {
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        board.drainChanges();
        List<WindowStats> before = new ArrayList<>();
        WindowCases.rows().forEach(row -> before.add(row.stats()));
        before.forEach(row -> board.withdrawStats(row.key()));
        before.forEach(row -> board.withdrawStats(row.key()));
        assertThat(board.windowCount()).isZero();
        assertThat(board.current().counts().visits()).isZero();
        assertThat(board.drainChanges().rebuilt()).isTrue();
        apply(START, "UT", 1);
        apply(START, "CA", 4);
        board.withdrawStats(new WindowStats(Windowing.DEFAULT.window(START), "CA", 0, 0, 0).key());
        apply(START, "CA", 2);
        assertThat(board.history(START, START + 30_000, null))
                .singleElement()
                .satisfies(window -> assertThat(window.totals().logins()).isEqualTo(3));
        assertThat(board.current().counts().visitsByLocale()).isEqualTo(Map.of("UT", 1L, "CA", 2L));
    }

    @Test
    void fillingWindow_holdsTheNewestEvent_andEndsFirst() {
        apply(START, "UT", 1);
        apply(START + 10_000, "UT", 1);
        apply(START + 20_000, "UT", 1);
        assertThat(board.filling().window()).isEqualTo(new Window(START, START + 30_000));
    }

    @Test
    void rowWithFewerLogins_isIgnored_andTheLastOfEqualRowsCounts() {
        WindowCases.row(START, "UT", 5, List.of("a", "b"), List.of("d")).applyTo(board, NOW);
        WindowCases.row(START, "UT", 4, List.of("a", "b", "c"), List.of("d")).applyTo(board, NOW);
        assertThat(board.at(START + 30_000).totals()).isEqualTo(new Totals(5, 2, 1));
        WindowCases.row(START, "UT", 5, List.of("a", "b", "c"), List.of("d")).applyTo(board, NOW);
        assertThat(board.at(START + 30_000).totals()).isEqualTo(new Totals(5, 3, 1));
    }

    @Test
    void changes_holdOnlyRowsWhoseNumbersChanged() {
        apply(START, "UT", 5);
        assertThat(board.drainChanges().rows()).extracting(WindowStats::logins).containsExactly(5L);
        apply(START, "UT", 5);
        apply(START, "UT", 3);
        assertThat(board.drainChanges().rows()).isEmpty();
        assertThat(board.drainChanges().any()).isFalse();
        apply(START, "UT", 6);
        apply(START, "UT", 7);
        assertThat(board.drainChanges().rows()).extracting(WindowStats::logins).containsExactly(7L);
    }

    @Test
    void emptyBoard_hasNoWindow_andZeros() {
        Snapshot snapshot = board.current();
        assertThat(snapshot.window()).isNull();
        assertThat(snapshot.totals()).isEqualTo(Totals.ZERO);
        assertThat(snapshot.counts().visits()).isZero();
        assertThat(snapshot.byLocale()).isEmpty();
        assertThat(snapshot.visitsSinceMillis()).isNull();
        assertThatThrownBy(() -> board.at(START))
                .isInstanceOf(OutsideHistory.class)
                .hasMessage("there are no logins yet");
        assertThatThrownBy(() -> board.range(START, START + 60_000)).isInstanceOf(OutsideHistory.class);
        assertThat(board.history(Long.MIN_VALUE, Long.MAX_VALUE, null)).isEmpty();
    }

    @Test
    void windowWithoutNewLogins_becomesFinal_onceBothJobsHavePassedIt() {
        apply(START, "UT", 1);
        long neededByClean = START + 30_000 + 60_000;
        long reportedAt = neededByClean + 5_000;
        progress(JobName.CLEAN, neededByClean - 1, reportedAt - 1_000);
        progress(JobName.STATS, reportedAt + 10_000, reportedAt + 10_000);
        assertThat(board.at(START + 30_000).isFinal()).isFalse();
        progress(JobName.CLEAN, neededByClean, reportedAt + 20_000);
        progress(JobName.STATS, reportedAt + 20_000, reportedAt + 20_001);
        assertThat(board.at(START + 30_000).isFinal()).isFalse();
        progress(JobName.STATS, reportedAt + 20_001, reportedAt + 20_002);
        assertThat(board.at(START + 30_000).isFinal()).isTrue();
        assertThat(board.at(START + 40_000).isFinal()).isFalse();
        assertThat(board.current().completeThroughMillis()).isEqualTo(neededByClean);
        assertThat(board.current().asOfMillis()).isEqualTo(NOW);
    }

    @Test
    void cleanJobResetToThePast_makesWindowsNotFinalAgain() {
        apply(START, "UT", 1);
        progress(JobName.CLEAN, START + 200_000, START + 201_000);
        progress(JobName.STATS, START + 202_000, START + 202_000);
        assertThat(board.at(START + 30_000).isFinal()).isTrue();
        progress(JobName.CLEAN, START - 3_600_000, START + 203_000);
        progress(JobName.STATS, START + 204_000, START + 204_000);
        assertThat(board.at(START + 30_000).isFinal()).isFalse();
    }

    @Test
    void range_isFinal_whenItsLastWindowIs() {
        apply(START, "UT", 1);
        progress(JobName.CLEAN, START + 90_000, START + 91_000);
        progress(JobName.STATS, START + 92_000, START + 92_000);
        assertThat(board.range(START, START + 30_000).snapshot().isFinal()).isTrue();
        assertThat(board.range(START, START + 60_000).snapshot().isFinal()).isFalse();
    }

    @Test
    void rowOfAnotherLengthOrSlide_isRefused() {
        WindowStats minute = new WindowStats(new Window(START, START + 60_000), "UT", 1, 1, 1);
        assertThatThrownBy(() -> board.applyStats(minute, null, null, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        WindowStats shifted = new WindowStats(new Window(START + 5_000, START + 35_000), "UT", 1, 1, 1);
        assertThatThrownBy(() -> board.applyStats(shifted, null, null, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unreadableSketch_isLeftOutOfDistinctNumbers() {
        WindowStats broken = new WindowStats(Windowing.DEFAULT.window(START), "UT", 5, 4, 3);
        board.applyStats(broken, new byte[] {1, 2, 3}, new byte[0], NOW);
        WindowCases.row(START, "NY", 2, List.of("a"), List.of("d")).applyTo(board, NOW);
        assertThat(board.at(START + 30_000).totals()).isEqualTo(new Totals(7, 1, 1));
        assertThat(board.range(START, START + 30_000).snapshot().totals()).isEqualTo(new Totals(7, 1, 1));
    }

    @Test
    void clearedBoard_givesTheSameNumbersFromTheSameRows() {
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        Snapshot before = board.current();
        board.clearStats();
        assertThat(board.current().counts().visits()).isZero();
        assertThat(board.drainChanges().rebuilt()).isTrue();
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        assertThat(board.current()).isEqualTo(before);
    }

    /** Rows as a topic may hold them: earlier and later ones of each window, some twice, in random order. */
    private static List<SketchedRow> shuffledWithEarlierRows() {
        List<SketchedRow> rows = new ArrayList<>(WindowCases.rows());
        rows.addAll(WindowCases.rowsAfter(50));
        rows.addAll(WindowCases.rowsAfter(120));
        rows.addAll(WindowCases.rows());
        Collections.shuffle(rows, new Random(42));
        return rows;
    }

    private void apply(long start, String locale, int logins) {
        WindowCases.row(start, locale, logins, List.of("user"), List.of("device"))
                .applyTo(board, NOW);
    }

    private void progress(String job, long through, long timestamp) {
        board.applyProgress(Progress.of(job, timestamp).with(Progress.Input.completeThrough(through)), timestamp);
    }

    private static Totals totals(JsonNode json) {
        return new Totals(
                json.path("logins").asLong(),
                json.path("unique_users").asLong(),
                json.path("distinct_devices").asLong());
    }
}
