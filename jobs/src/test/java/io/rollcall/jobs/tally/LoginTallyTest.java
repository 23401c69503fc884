package io.rollcall.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.Windowing;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Tallies of random logins of every kind of source: united in any order and grouping, they are what the sets say. */
class LoginTallyTest {
    private static final int SEEDS = 100;
    private static final Windowing ONE_PANE = new Windowing(10_000, 10_000);

    @Test
    void unitedInAnyOrderAndGrouping_alsoTwice_tallyIsThatOfAllLogins() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<CleanLogin> logins = RandomSource.of(random).logins(1 + random.nextInt(300));
            String expected = described(tally(logins));
            for (int round = 0; round < 3; round++) {
                List<CleanLogin> shuffled = new ArrayList<>(logins);
                shuffled.addAll(logins.subList(0, random.nextInt(logins.size())));
                Collections.shuffle(shuffled, random);
                assertThat(described(united(shuffled, random)))
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void unitingWhatIsKnown_changesNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<CleanLogin> logins = RandomSource.of(random).logins(1 + random.nextInt(300));
            LoginTally all = LoginTally.fromBytes(tally(logins).toBytes());
            LoginTally some = tally(logins.subList(0, random.nextInt(logins.size() + 1)));
            all.unite(tally(logins)); // from here on the sketches have the order of a union
            byte[] before = all.toBytes();
            assertThat(all.unite(some)).as("seed %d", seed).isFalse();
            assertThat(all.toBytes()).as("seed %d", seed).isEqualTo(before);
        }
    }

    /** Above some hundred ids a sketch has registers in place of ids. */
    @Test
    void repeatsOfManyEvents_changeSketchesOnlyIfTheyNameOthers() {
        List<CleanLogin> logins = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            logins.add(login(new EventId(0, i), "u" + i, "success", null, "e" + i));
        }
        LoginTally all = LoginTally.fromBytes(tally(logins).toBytes());
        for (int size : new int[] {1, 100, 3_000, 5_000}) {
            byte[] before = all.toBytes();
            assertThat(all.unite(tally(logins.subList(0, size)))).isFalse();
            assertThat(all.toBytes()).isEqualTo(before);
        }
        List<CleanLogin> others = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            others.add(login(new EventId(1, i), "other " + i, "success", null, "e" + i));
        }
        assertThat(all.unite(tally(others))).isTrue();
        assertThat(all.unite(tally(others))).isFalse();
        assertThat(all.ids().count()).isEqualTo(5_000);
    }

    @Test
    void whatIsNew_isSaidToBe() {
        CleanLogin first = login(new EventId(0, 1), "ada", "success", null, "a");
        for (CleanLogin next : List.of(
                login(new EventId(0, 2), "ada", "success", null, "b"),
                login(new EventId(0, 2), "ada", "success", null, null),
                login(new EventId(0, 2, 0), "ada", "success", null, null),
                login(new EventId(0, 2), "ada", "failure", "wrong", "a"),
                login(new EventId(0, 2), "bob", "success", null, "a"))) {
            LoginTally tally = tally(List.of(first));
            assertThat(tally.unite(tally(List.of(next)))).as(next.toString()).isTrue();
        }
    }

    @Test
    void tallyOfEverything_isReadAsItWasWritten() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            LoginTally tally = tally(RandomSource.of(random).logins(random.nextInt(300)));
            assertThat(described(LoginTally.fromBytes(tally.toBytes()))).isEqualTo(described(tally));
            assertThat(described(LoginTally.fromBytes(tally.toTransitBytes()))).isEqualTo(described(tally));
            byte[] state = LoginTally.fromBytes(tally.toTransitBytes()).toBytes();
            assertThat(LoginTally.fromBytes(state).toBytes()).isEqualTo(state);
            assertThat(LoginTally.fromBytes(state).toTransitBytes()).isEqualTo(state);
        }
    }

    /** A state that an earlier version has written is read, and the other way round. */
    @Test
    void withoutOutcomesAndIds_theBytesAreThoseOfEarlierVersions() throws IOException {
        List<CleanLogin> logins = new ArrayList<>();
        HllSketch users = DistinctSketch.empty();
        HllSketch devices = DistinctSketch.empty();
        Roaring64Bitmap ids = new Roaring64Bitmap();
        for (int i = 0; i < 1000; i++) {
            logins.add(login(new EventId(i % 2, 7 * i), "u" + i, null, null, null));
            users.update("u" + i);
            devices.update("d" + i % 40);
            ids.addLong(((long) (i % 2) << 48) | 7 * i);
        }
        ids.runOptimize();
        ByteArrayOutputStream earlier = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(earlier);
        out.writeInt(users.toCompactByteArray().length);
        out.writeInt(devices.toCompactByteArray().length);
        out.write(users.toCompactByteArray());
        out.write(devices.toCompactByteArray());
        ids.serialize(out);
        assertThat(tally(logins).toBytes()).isEqualTo(earlier.toByteArray());
        assertThat(tally(logins).toTransitBytes()).isEqualTo(earlier.toByteArray());
        assertThat(described(LoginTally.fromBytes(earlier.toByteArray()))).isEqualTo(described(tally(logins)));
    }

    @Test
    void loginsFromAnOffset_areThoseOfWhichNoRecordIsBefore() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<CleanLogin> logins = RandomSource.of(random).logins(random.nextInt(300));
            Map<Integer, Long> from = Map.of(0, (long) random.nextInt(200), 1, (long) random.nextInt(200));
            Set<String> counted = new HashSet<>();
            Set<String> all = new HashSet<>();
            for (CleanLogin login : logins) {
                // As in a tally: an event that both failed and succeeded, or failed for two reasons, is several logins.
                String reason = login.hasFailed() ? "-" + FailedLogins.normalized(login.failureReason()) : "+";
                String id = login.sourceEventId() == null ? login.id().toString() : "s" + login.sourceEventId();
                all.add(id + reason);
                if (login.id().offset() < from.getOrDefault(login.id().partition(), 0L)) {
                    counted.add(id + reason);
                }
            }
            all.removeAll(counted);
            LoginTally tally = LoginTally.fromBytes(united(logins, random).toTransitBytes());
            assertThat(tally.loginsFrom(from)).as("seed %d", seed).isEqualTo(all.size());
        }
    }

    @Test
    void elementsOfHugeOffsets_areDistinct() {
        LoginTally tally = LoginTally.empty();
        long[] offsets = {0, 1, (1L << 34) - 1, 1L << 34, (1L << 34) + 1, (1L << 48) - 1};
        for (long offset : offsets) {
            for (int element : new int[] {0, 1, 9_999}) {
                tally.add(login(new EventId(32_767, offset, element), "u", null, null, null));
                tally.add(login(new EventId(3, offset, element), "u", null, null, null));
            }
            tally.add(login(new EventId(3, offset), "u", null, null, null));
        }
        LoginTally read = LoginTally.fromBytes(tally.toBytes());
        assertThat(read.ids().count()).isEqualTo(7L * offsets.length);
        assertThat(read.loginsFrom(Map.of(3, 1L << 34, 32_767, 1L << 48))).isEqualTo(4 * 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.add(login(new EventId(0, 0, 1 << 14), "u", null, null, null)));
    }

    @Test
    void hundredReasonsAreKept_theSameOnesInAnyOrder_andNoReasonIsCounted() {
        List<CleanLogin> logins = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            logins.add(login(new EventId(0, i), null, "failure", "reason " + i % 250, null));
        }
        logins.add(login(new EventId(0, 1000), null, "failure", " \u00a0 ", null));
        logins.add(login(new EventId(0, 1001), null, "failure", null, null));
        String expected = described(tally(logins));
        Collections.shuffle(logins, new Random(7));
        LoginTally shuffled = tally(logins);
        assertThat(described(shuffled)).isEqualTo(expected);
        Map<String, Long> reasons = new TreeMap<>();
        shuffled.failed().forEach((reason, ids) -> reasons.put(reason, ids.count()));
        assertThat(reasons).hasSize(FailedLogins.MAX_REASONS + 1).containsEntry("unknown", 2L);
        assertThat(reasons.get("other")).isEqualTo(4L * (250 - (FailedLogins.MAX_REASONS - 1)));
    }

    @Test
    void longReason_isCutBetweenCharacters() {
        String reason = FailedLogins.normalized(" " + "\uD83D\uDE00".repeat(150) + " ");
        assertThat(reason).isEqualTo("\uD83D\uDE00".repeat(100));
        assertThat(FailedLogins.normalized("\u2003x y\u2003")).isEqualTo("x y");
    }

    /** What the state holds; another number would count logins twice after an update. */
    @Test
    void hashIsStable() {
        assertThat(StableHash.of("8a1c3f00-0000-4000-8000-000000000001")).isEqualTo(-2895305249737883963L);
        assertThat(StableHash.of("é")).isNotEqualTo(StableHash.of("e"));
    }

    private static CleanLogin login(EventId id, String user, String outcome, String reason, String sourceId) {
        return RandomSource.login(id, user, "d" + id.offset() / 7 % 40, outcome, reason, sourceId);
    }

    private static LoginTally tally(List<CleanLogin> logins) {
        LoginTally tally = LoginTally.empty();
        logins.forEach(tally::add);
        return tally;
    }

    /** Tallies of random parts, some of which went through their bytes, united as a tree of random form. */
    private static LoginTally united(List<CleanLogin> logins, Random random) {
        List<LoginTally> parts = new ArrayList<>();
        for (int from = 0; from < logins.size(); ) {
            int to = from + 1 + random.nextInt(logins.size() - from);
            parts.add(tally(logins.subList(from, to)));
            from = to;
        }
        parts.add(LoginTally.empty());
        while (parts.size() > 1) {
            LoginTally one = parts.remove(random.nextInt(parts.size()));
            LoginTally other = parts.remove(random.nextInt(parts.size()));
            one.unite(random.nextBoolean() ? other : LoginTally.fromBytes(other.toTransitBytes()));
            parts.add(random.nextBoolean() ? one : LoginTally.fromBytes(one.toTransitBytes()));
        }
        return parts.get(0);
    }

    /** Everything that a tally says, apart from the order in which its sketches saw their ids. */
    private static String described(LoginTally tally) {
        StringBuilder text =
                new StringBuilder(new WindowUnion(ONE_PANE, pane -> tally, new OpenWindows(ONE_PANE), new TreeMap<>())
                        .of(0, "TX")
                        .stats()
                        .toString());
        if (tally.failed() != null) {
            tally.failed()
                    .forEach((reason, ids) ->
                            text.append('\n').append(reason).append(' ').append(ids.count()));
        }
        return text.append('\n').append(tally.ids().ofRecords()).toString();
    }
}
