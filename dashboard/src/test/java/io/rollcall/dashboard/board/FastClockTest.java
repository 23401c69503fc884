package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.text.IsoTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows ahead of the broker's clock, from producers whose clocks are fast, steer nothing until their time comes. */
class FastClockTest {
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");
    private static final long AHEAD = START + 3_000_000;

    private final StatsBoard board = new StatsBoard(Settings.defaults());

    @Test
    void windowAheadOfTheBrokersClock_isHeldApart_untilItsTimeComes() {
        apply(START, "UT", 4, START + 30_000);
        Snapshot before = board.current();
        board.drainChanges();
        apply(AHEAD, "VT", 3, START + 30_000);
        apply(AHEAD, "VT", 5, START + 30_000);
        apply(AHEAD, "VT", 4, START + 30_000);
        Snapshot held = board.current();
        assertThat(held.window()).isEqualTo(before.window());
        assertThat(held.counts()).isEqualTo(before.counts());
        assertThat(held.latest()).isEqualTo(before.latest());
        assertThat(held.heldApart()).isEqualTo(1);
        assertThat(board.drainChanges().rows()).isEmpty();
        assertThat(board.notices().heldApart()).isEqualTo(new HeldApart(1, AHEAD, START + 30_000));

        board.applyProgress(Progress.of(JobName.STATS, AHEAD), AHEAD - 30_001);
        assertThat(board.current().heldApart()).isEqualTo(1);
        board.applyProgress(Progress.of(JobName.STATS, AHEAD), AHEAD - 30_000);
        assertThat(board.current().heldApart()).isZero();
        assertThat(board.current().counts().visitsByLocale()).containsEntry("VT", 5L);
        assertThat(board.drainChanges().rows()).hasSize(1);
        assertThat(board.notices().heldApart()).isNull();
    }

    @Test
    void windowADayAhead_doesNotEmptyTheHistory() {
        apply(START, "UT", 4, START + 30_000);
        apply(START + 90_000_000, "VT", 3, START + 30_000);
        assertThat(board.current().window()).isEqualTo(new Window(START - 20_000, START + 10_000));
        assertThat(board.current().counts().visits()).isEqualTo(4);
    }

    @Test
    void windowWithinTheTolerance_isCountedAtOnce() {
        apply(START, "UT", 4, START - 30_000);
        assertThat(board.current().counts().visits()).isEqualTo(4);
        assertThat(board.current().heldApart()).isZero();
    }

    @Test
    void tooManyHeldRows_areReadAgain_whenTheirTimeComes() {
        apply(START, "UT", 1, START);
        for (int i = 0; i < HeldRows.MAX_ROWS + 10; i++) {
            apply(AHEAD + i * 10_000L, "VT", 1, START);
        }
        assertThat(board.current().heldApart()).isEqualTo(HeldRows.MAX_ROWS);
        long dropped = AHEAD + HeldRows.MAX_ROWS * 10_000L;
        assertThat(board.mustReadAgain()).isFalse();
        board.applyProgress(Progress.of(JobName.STATS, dropped), dropped - 30_001);
        assertThat(board.mustReadAgain()).isFalse();
        board.applyProgress(Progress.of(JobName.STATS, dropped), dropped - 30_000);
        assertThat(board.mustReadAgain()).isTrue();
        board.clearStats();
        assertThat(board.mustReadAgain()).isFalse();
    }

    @Test
    void rowsOfOtherWindows_areCountedAndSaid() {
        try {
            board.applyStats(
                    new io.rollcall.model.stats.WindowStats(new Window(START, START + 60_000), "UT", 1, 1, 1),
                    null,
                    null,
                    START);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("another length or slide");
        }
        assertThat(board.notices().warnings())
                .containsExactly("1 row of user-login-stats left out: not of windows of 30 s every 10 s (the last:"
                        + " 2023-09-12T00:45:00.000Z, 60 s); give this dashboard and the stats job the same"
                        + " window.length and window.slide");
    }

    private void apply(long start, String locale, int logins, long timestamp) {
        WindowCases.row(start, locale, logins, List.of("user"), List.of("device"))
                .applyTo(board, timestamp);
    }
}
