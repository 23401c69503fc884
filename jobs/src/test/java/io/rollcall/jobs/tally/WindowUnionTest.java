package io.rollcall.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows that start from the union of another one, compared with counting each from its own panes. */
class WindowUnionTest {
    private static final int PANES = 12;
    private static final int USERS = 40;

    @ParameterizedTest
    @CsvSource({"30000,10000", "10000,10000", "60000,10000"})
    void windowsInAnyOrder_uniteOnlyTheirOwnPanes(long length, long slide) {
        Windowing windowing = new Windowing(length, slide);
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Map<Long, Set<String>> users = new HashMap<>();
            Map<Long, LoginTally> panes = new HashMap<>();
            int[] logins = fill(random, slide, users, panes);
            WindowUnion union = new WindowUnion(windowing, panes::get, new OpenWindows(windowing), new TreeMap<>());
            for (long start : starts(random, slide)) {
                Set<String> expected = new HashSet<>();
                int count = 0;
                for (long pane = start; pane < start + length; pane += slide) {
                    expected.addAll(users.getOrDefault(pane, Set.of()));
                    count += pane >= 0 && pane < PANES * slide ? logins[(int) (pane / slide)] : 0;
                }
                assertThat(union.of(start, "TX").stats())
                        .as("seed %d, window from %d", seed, start)
                        .isEqualTo(new WindowStats(
                                windowing.window(start), "TX", count, expected.size(), Math.min(1, count)));
            }
        }
    }

    /** The source gives one event two times: it is one login of every window, and one of each pane. */
    @Test
    void eventWithTwoTimes_isOneLoginOfAWindow() {
        Windowing windowing = Windowing.DEFAULT;
        Map<Long, LoginTally> panes = new HashMap<>();
        for (long pane : new long[] {0, 10_000}) {
            LoginTally tally = LoginTally.empty();
            tally.add(RandomSource.login(new EventId(0, pane), "ada", "d", "success", null, "one"));
            tally.add(RandomSource.login(new EventId(1, pane), null, null, "failure", "wrong", "two"));
            tally.add(RandomSource.login(new EventId(1, pane + 1), "ada", "d", null, null, null));
            panes.put(pane, tally);
        }
        WindowUnion union = new WindowUnion(windowing, panes::get, new OpenWindows(windowing), new TreeMap<>());
        Failures failures = new Failures(1, 0, List.of(new FailureReason("wrong", 1)));
        for (long start : new long[] {10_000, 0, -10_000, -20_000}) {
            int panesIn = start == 10_000 || start == -20_000 ? 1 : 2;
            assertThat(union.of(start, "TX").stats())
                    .isEqualTo(new WindowStats(windowing.window(start), "TX", 1 + panesIn, 1, 1, failures));
        }
    }

    /** Fills about half of the panes with logins, all from one device. Returns the number of logins per pane. */
    private static int[] fill(Random random, long slide, Map<Long, Set<String>> users, Map<Long, LoginTally> panes) {
        int[] logins = new int[PANES];
        for (int i = 0; i < PANES; i++) {
            if (random.nextBoolean()) {
                continue;
            }
            long pane = i * slide;
            LoginTally tally = LoginTally.empty();
            logins[i] = 1 + random.nextInt(20);
            for (int offset = 0; offset < logins[i]; offset++) {
                String user = "u" + random.nextInt(USERS);
                tally.add(new CleanLogin(new EventId(i, offset), user, null, null, null, "TX", "one device", pane));
                users.computeIfAbsent(pane, none -> new HashSet<>()).add(user);
            }
            panes.put(pane, tally);
        }
        return logins;
    }

    /** The starts of some windows, from the newest to the oldest, then the same ones shuffled. */
    private static List<Long> starts(Random random, long slide) {
        List<Long> starts = new ArrayList<>();
        for (int i = PANES - 1; i >= -3; i--) {
            if (random.nextInt(3) > 0) {
                starts.add(i * slide);
            }
        }
        List<Long> shuffled = new ArrayList<>(starts);
        Collections.shuffle(shuffled, random);
        starts.addAll(shuffled);
        return starts;
    }
}
