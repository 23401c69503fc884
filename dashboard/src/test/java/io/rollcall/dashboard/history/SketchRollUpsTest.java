package io.rollcall.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ranges of archived and rolled-up windows have the same numbers as sets of the same ids. */
class SketchRollUpsTest {
    private static final long START = IsoTime.parse("2023-09-12T00:00:00Z");
    private static final int WINDOWS = 500;
    private static final long LENGTH = 30_000;
    private static final int USERS = 150; // few enough for exact sketches

    private final StatsBoard board = new StatsBoard(Settings.defaults());
    private final Random random = new Random(7);
    /** Users by locale and window start. */
    private final Map<String, Map<Long, List<String>>> users = new TreeMap<>();

    @Test
    void range_isTheUnionOfItsWindows() {
        fill();
        assertThat(board.archivedBytes()).isPositive();
        assertRange(0, WINDOWS);
        assertRange(0, 120);
        assertRange(120, 240);
        assertRange(7, 391);
        assertRange(119, 121);
        assertRange(10, 20);
        assertRange(3, 4);
        assertRange(470, 500);
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(WINDOWS);
            assertRange(from, from + 1 + random.nextInt(WINDOWS - from));
        }
    }

    @Test
    void lateRow_changesTheRangesThatHoldItsWindow_beforeAndAfterItIsArchivedAgain() {
        fill();
        put("UT", START + 33 * LENGTH, "straggler");
        assertRange(0, 240);
        assertRange(33, 34);
        board.tidy();
        assertRange(0, 240);
        assertRange(30, 40);
        assertRange(34, 120);
    }

    @Test
    void windowsOlderThanTheHistory_leaveTheRanges() {
        fill();
        put("UT", START + StatsBoard.historyMillis(Settings.defaults()) + 100 * LENGTH, "much later");
        board.tidy();
        users.values().forEach(windows -> windows.keySet().removeIf(start -> start < START + 100 * LENGTH));
        assertRange(0, WINDOWS);
        assertRange(95, 130);
    }

    private void fill() {
        for (int i = 0; i < WINDOWS; i++) {
            for (String locale : List.of("CA", "NY", "UT")) {
                for (int login = random.nextInt(4); login > 0; login--) {
                    put(locale, START + i * LENGTH, "user " + random.nextInt(USERS));
                }
            }
            board.tidy();
        }
    }

    private void put(String locale, long start, String user) {
        List<String> all =
                users.computeIfAbsent(locale, l -> new TreeMap<>()).computeIfAbsent(start, s -> new ArrayList<>());
        all.add(user);
        WindowCases.row(start, locale, all.size(), all, all).applyTo(board, start);
    }

    private void assertRange(int from, int to) {
        Snapshot range = board.range(START + from * LENGTH, START + to * LENGTH).snapshot();
        Set<String> nation = new HashSet<>();
        Map<String, Totals> expected = new TreeMap<>();
        long logins = 0;
        for (Map.Entry<String, Map<Long, List<String>>> entry : users.entrySet()) {
            List<String> all = new ArrayList<>();
            entry.getValue().forEach((start, found) -> {
                if (start >= START + from * LENGTH && start < START + to * LENGTH) {
                    all.addAll(found);
                }
            });
            int distinct = new HashSet<>(all).size();
            if (!all.isEmpty()) {
                expected.put(entry.getKey(), new Totals(all.size(), distinct, distinct));
            }
            nation.addAll(all);
            logins += all.size();
        }
        assertThat(range.byLocale()).as(from + " to " + to).isEqualTo(expected);
        assertThat(range.totals()).isEqualTo(new Totals(logins, nation.size(), nation.size()));
    }
}
