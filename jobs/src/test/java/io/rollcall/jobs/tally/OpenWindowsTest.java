package io.rollcall.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows made with windows in memory, compared with those made from the panes of the state alone. */
class OpenWindowsTest {
    private static final int BATCHES = 60;

    @ParameterizedTest
    @CsvSource({
        "30000, 10000, 40", // up to some hundred ids: hashes
        "30000, 10000, 4000", // registers
        "10000, 10000, 400",
        "60000, 10000, 400",
        "100000, 10000, 400" // too many panes
    })
    void rows_areThoseOfTheState(long length, long slide, int loginsPerBatch) {
        Windowing windowing = new Windowing(length, slide);
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            RandomSource source = RandomSource.of(random);
            OpenWindows open = new OpenWindows(windowing);
            MapStore warm = new MapStore();
            MapStore cold = new MapStore();
            List<CleanLogin> before = new ArrayList<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                List<CleanLogin> logins = source.logins(1 + random.nextInt(loginsPerBatch));
                logins.addAll(before.subList(0, Math.min(before.size(), random.nextInt(20)))); // sent again
                before = logins;
                long pane = batch / 6 * slide;
                long horizon = random.nextInt(3) == 0 ? HorizonTracker.NONE : pane - 2 * slide;
                Map<Long, List<CleanLogin>> arrived = new TreeMap<>();
                for (CleanLogin login : logins) {
                    long late = random.nextInt(10) == 0 ? random.nextInt(5) * slide : 0;
                    arrived.computeIfAbsent(pane - late, none -> new ArrayList<>())
                            .add(login);
                }
                List<StatsRow> expected = new LocaleState(windowing, "TX", cold).add(tallies(arrived), horizon);
                List<StatsRow> rows = new LocaleState(windowing, "TX", warm, open).add(tallies(arrived), horizon);
                assertThat(rows).as("seed %d, batch %d", seed, batch).hasSameSizeAs(expected);
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(rows.get(i).stats()).isEqualTo(expected.get(i).stats());
                    assertSameIds(rows.get(i).users(), expected.get(i).users());
                    assertSameIds(rows.get(i).devices(), expected.get(i).devices());
                }
            }
        }
    }

    private static Map<Long, LoginTally> tallies(Map<Long, List<CleanLogin>> logins) {
        Map<Long, LoginTally> tallies = new TreeMap<>();
        logins.forEach((pane, of) -> {
            LoginTally tally = LoginTally.empty();
            of.forEach(tally::add);
            tallies.put(pane, LoginTally.fromBytes(tally.toTransitBytes()));
        });
        return tallies;
    }

    /** The bytes also tell in which order the ids came. */
    private static void assertSameIds(byte[] actual, byte[] expected) {
        if (expected == null) {
            assertThat(actual).isNull();
            return;
        }
        assertThat(new Sketch(expected).uniteIfNew(new Sketch(actual))).isFalse();
        assertThat(new Sketch(actual).uniteIfNew(new Sketch(expected))).isFalse();
    }

    private static final class MapStore implements LocaleState.Store {
        private final Map<Long, byte[]> tallies = new HashMap<>();
        private long horizon = HorizonTracker.NONE;

        @Override
        public byte[] tally(long pane) {
            return tallies.get(pane);
        }

        @Override
        public void putTally(long pane, byte[] tally) {
            tallies.put(pane, tally);
        }

        @Override
        public void dropTally(long pane) {
            tallies.remove(pane);
        }

        @Override
        public List<Long> panes() {
            return List.copyOf(tallies.keySet());
        }

        @Override
        public long horizonMillis() {
            return horizon;
        }

        @Override
        public void putHorizon(long millis) {
            horizon = millis;
        }
    }
}
