package io.rollcall.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.CumulativeCounts;
import io.rollcall.dashboard.board.OutsideHistory;
import io.rollcall.dashboard.board.RejectedAndLateTest;
import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.dashboard.board.WindowTotals;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows of the history: ranges of them, visits, archiving, and the end of the history. */
class WindowHistoryTest {
    private static final long NOW = IsoTime.parse("2023-09-12T01:00:00Z");
    /** Aligned to the window length. */
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    private static final long DAY = 86_400_000;

    private final StatsBoard board = new StatsBoard(Settings.defaults());

    @Test
    void range_unitesItsWindows() {
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        assertCountsTheEvents(START, START + 60_000);
        assertCountsTheEvents(START - 10_000, START + 20_000);
        assertCountsTheEvents(START + 20_000, START + 80_000);
    }

    private void assertCountsTheEvents(long from, long to) {
        Map<String, JsonNode> events = new HashMap<>();
        WindowCases.GOLDEN.path("events").forEach(e -> {
            long time = IsoTime.parse(e.path("timestamp").asText());
            if (time >= from && time < to) {
                events.put(e.path("event_id").asText(), e);
            }
        });
        long users = events.values().stream()
                .map(e -> e.path("user_id").asText())
                .distinct()
                .count();
        long devices = events.values().stream()
                .map(e -> e.path("device_id").asText())
                .filter(device -> !device.isEmpty())
                .distinct()
                .count();
        Totals expected = new Totals(events.size(), users, devices);

        Snapshot range = board.range(from, to).snapshot();
        assertThat(range.window()).isEqualTo(new Window(from, to));
        assertThat(range.totals()).isEqualTo(expected);
        long newYork = events.values().stream()
                .filter(e -> e.path("locale").asText().equals("NY"))
                .count();
        assertThat(range.byLocale().get("NY").logins()).isEqualTo(newYork);
    }

    @Test
    void archivedWindows_keepTheirNumbers_andAcceptFurtherRows() {
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        List<WindowTotals> before = board.history(Long.MIN_VALUE, Long.MAX_VALUE, null);
        apply(board, START + 3_600_000, 1);
        board.tidy();
        assertThat(board.history(Long.MIN_VALUE, START + 3_000_000, null))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("isFull")
                .isEqualTo(before);
        Totals archived = board.at(START + 40_000).totals();
        long start = board.at(START + 40_000).window().startMillis();
        WindowCases.row(start, "ZZ", 2, List.of("new user"), List.of("new device"))
                .applyTo(board, NOW);
        assertThat(board.at(START + 40_000).totals())
                .isEqualTo(
                        new Totals(archived.logins() + 2, archived.uniqueUsers() + 1, archived.distinctDevices() + 1));
        assertThat(board.range(START, START + 60_000).snapshot().totals().logins())
                .isPositive();
    }

    @Test
    void historyAndVisits_reachBackAsFarAsTheSetting() {
        StatsBoard hour = new StatsBoard(Settings.defaults().with(SettingKey.DASHBOARD_HISTORY, "1h"));
        apply(hour, START, 3);
        apply(hour, START + 3_600_000, 4);
        assertThat(hour.current().counts().visits()).isEqualTo(7);
        apply(hour, START + 3_610_000, 4);
        assertThat(hour.current().counts().visits()).isEqualTo(4);
        assertThat(hour.windowCount()).isEqualTo(2);
        apply(hour, START, 5);
        assertThat(hour.current().counts().visits()).isEqualTo(4);
        assertThat(hour.current().latest().logins()).isEqualTo(4);
    }

    @Test
    void visits_reachBack24Hours_inALongerHistory() {
        StatsBoard days = boardOfDays();
        apply(days, START, 3);
        apply(days, START + 30_000, 4);
        apply(days, START + 86_430_000, 5);
        apply(days, START, 9);
        assertThat(days.current().counts().visits()).isEqualTo(9);
        assertThat(days.current().visitsSinceMillis()).isEqualTo(START + 30_000);
        assertThat(days.windowCount()).isEqualTo(3);
    }

    @Test
    void history_isNoLongerThanTheTopicsKeepIt() {
        StatsBoard kept = new StatsBoard(Settings.defaults().with(SettingKey.RETENTION, "1h"));
        apply(kept, START, 3);
        apply(kept, START + 3_630_000, 4);
        assertThat(kept.windowCount()).isEqualTo(1);
    }

    @Test
    void windowsLeaveTheHistory_alsoWhileTheStreamIsIdle() {
        apply(board, START, 3);
        apply(board, START + 3_600_000, 4);
        board.applyProgress(Progress.of(JobName.STATS, NOW), START + 86_400_000);
        assertThat(board.current().counts().visits()).isEqualTo(7);
        board.applyProgress(Progress.of(JobName.STATS, NOW), START + 86_430_000);
        assertThat(board.current().counts().visits()).isEqualTo(4);
        assertThat(board.current().visitsSinceMillis()).isEqualTo(START + 30_000);
        board.applyProgress(Progress.of(JobName.STATS, NOW), START + 90_010_000);
        assertThat(board.windowCount()).isEqualTo(1);
    }

    private static void apply(StatsBoard board, long start, int logins) {
        WindowCases.row(start, "UT", logins, List.of("a"), List.of("d")).applyTo(board, start);
    }

    @Test
    void at_isTheFirstWindowThatEndsThenOrLater() {
        apply(START, "UT", 7);
        apply(START + 60_000, "UT", 1);
        assertThat(board.at(START + 20_001).window()).isEqualTo(Windowing.DEFAULT.window(START));
        assertThat(board.at(START + 30_000).totals().logins()).isEqualTo(7);
        assertThat(board.at(START + 40_000).window()).isEqualTo(Windowing.DEFAULT.window(START + 10_000));
        assertThat(board.at(START + 40_000).totals()).isEqualTo(Totals.ZERO);
    }

    @Test
    void at_isRefusedOutsideOfTheHistory() {
        apply(START, "UT", 7);
        apply(START + 60_000, "UT", 1);
        assertThat(board.at(START + 30_000).totals().logins()).isEqualTo(7);
        assertThat(board.at(START + 90_000).totals().logins()).isEqualTo(1);
        assertThatThrownBy(() -> board.at(START + 20_000))
                .isInstanceOf(OutsideHistory.class)
                .hasMessage("2023-09-12T00:45:20.000Z is before the history, which covers 2023-09-12T00:45:00.000Z to"
                        + " 2023-09-12T00:46:10.000Z so far");
        assertThatThrownBy(() -> board.at(START + 90_001))
                .isInstanceOf(OutsideHistory.class)
                .hasMessageStartingWith("2023-09-12T00:46:30.001Z is after the history");
    }

    @Test
    void at_ofAnIdleStream_reachesAsFarAsEverythingIsCounted() {
        apply(START, "UT", 7);
        long through = START + 3_600_000;
        board.applyProgress(
                Progress.of(JobName.CLEAN, through).with(Progress.Input.completeThrough(through)), through + 1_000);
        board.applyProgress(
                Progress.of(JobName.STATS, through).with(Progress.Input.completeThrough(through + 2_000)),
                through + 2_000);
        assertThat(board.at(START + 600_000).totals()).isEqualTo(Totals.ZERO);
        assertThat(board.at(START + 600_000).isFinal()).isTrue();
        assertThat(board.at(through).isFinal()).isFalse();
        assertThatThrownBy(() -> board.at(through + 60_000)).isInstanceOf(OutsideHistory.class);
    }

    @Test
    void at_hasTheCountsUpToTheEndOfItsWindow() {
        apply(START, "UT", 3);
        apply(START + 30_000, "UT", 4);
        apply(START + 60_000, "NY", 5);
        board.applyLate(new EventId(0, 1), START + 59_999);
        board.applyLate(new EventId(0, 2), START + 60_000);
        board.applyRejected(RejectedAndLateTest.rejected("tombstone", 3), START + 59_999);
        board.applyRejected(RejectedAndLateTest.rejected("tombstone", 4), START + 60_000);

        CumulativeCounts then = board.at(START + 59_999).countsThen();
        assertThat(then).isEqualTo(new CumulativeCounts(7L, Map.of("UT", 7L), Map.of("tombstone", 1L), 1L));
        assertThat(board.at(START + 59_999).counts().visits()).isEqualTo(12);
        assertThat(board.current().countsThen()).isNull();
    }

    @Test
    void countsOfAMoment_areNotKnown_beforeThe24HoursThatAreCounted() {
        StatsBoard days = boardOfDays();
        apply(days, START, 3);
        apply(days, START + 60_000, 4);
        days.applyLate(new EventId(0, 1), START + 1_000);
        apply(days, START + DAY + 30_000, 5);
        CumulativeCounts unknown = new CumulativeCounts(null, null, null, null);
        assertThat(days.at(START + 30_000).countsThen()).isEqualTo(unknown);
        assertThat(days.at(START + 50_000).countsThen()).as("partly before").isEqualTo(unknown);
        assertThat(days.at(START + 60_000).countsThen()).isEqualTo(new CumulativeCounts(0L, Map.of(), Map.of(), 0L));
        assertThat(days.at(START + 90_000).countsThen())
                .isEqualTo(new CumulativeCounts(4L, Map.of("UT", 4L), Map.of(), 0L));
        assertThat(days.at(START + 30_000).totals().logins()).isEqualTo(3);
        assertThat(days.at(START + 30_000).counts().visits()).isEqualTo(9);
    }

    @Test
    void uncountedRecordsOfARange_areNotKnown_beforeThe24HoursThatAreCounted() {
        StatsBoard days = boardOfDays();
        apply(days, START, 3);
        apply(days, START + DAY + 30_000, 5);
        days.applyLate(new EventId(0, 1), START + 31_000);
        days.applyRejected(RejectedAndLateTest.rejected("tombstone", 2), START + 31_000);
        assertThat(days.range(START, START + 30_000).snapshot().counts())
                .isEqualTo(new CumulativeCounts(3L, Map.of("UT", 3L), null, null));
        assertThat(days.range(START, START + 60_000).snapshot().counts())
                .as("partly before")
                .isEqualTo(new CumulativeCounts(3L, Map.of("UT", 3L), null, null));
        assertThat(days.range(START + 30_000, START + 60_000).snapshot().counts())
                .isEqualTo(new CumulativeCounts(0L, Map.of(), Map.of("tombstone", 1L), 1L));
    }

    @Test
    void uncountedRecordsOfLoginsOfLongAgo_areNotKnown_whenTheyAreLoadedNow() {
        WindowCases.row(START, "UT", 3, List.of("a"), List.of("d")).applyTo(board, START + 100 * DAY);
        assertThat(board.at(START + 30_000).countsThen())
                .isEqualTo(new CumulativeCounts(3L, Map.of("UT", 3L), null, null));
    }

    private static StatsBoard boardOfDays() {
        return new StatsBoard(
                Settings.defaults().with(SettingKey.DASHBOARD_HISTORY, "3d").with(SettingKey.RETENTION, "7d"));
    }

    private void apply(long start, String locale, int logins) {
        WindowCases.row(start, locale, logins, List.of("user"), List.of("device"))
                .applyTo(board, NOW);
    }
}
