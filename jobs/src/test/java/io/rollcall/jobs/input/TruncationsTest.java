package io.rollcall.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.jobs.checkpoint.InputIdentity;
import io.rollcall.jobs.checkpoint.NoteStore;
import io.rollcall.jobs.checkpoint.OffsetRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A partition whose epoch 1 ended at offset 100; epoch 2 began at 20 s. */
class TruncationsTest {
    private static final long BEGIN_MILLIS = 20_000;
    private static final Map<Integer, Long> PROCESSED = Map.of(0, 150L);

    private final EpochNotes noted = new EpochNotes(new Notes());
    /** Not so on topics with {@code CreateTime}. */
    private boolean beginKnown = true;

    TruncationsTest() {
        noted.note(Map.of(0, 1), Map.of(0, 90L));
    }

    @Test
    void aNewEpochAlone_isNoLoss() {
        assertThat(find(200, millis -> Map.of(0, 100L))).isEmpty();
        assertThat(find(200, millis -> Map.of())).isEmpty();
    }

    @Test
    void whatWasProcessedThreeSecondsBeforeTheEpoch_isLost() {
        assertThat(find(200, millis -> millis.get(0) == BEGIN_MILLIS - 3_000 ? Map.of(0, 130L) : Map.of()))
                .isEqualTo(Map.of(0, new OffsetRange(100, 130)));
        assertThat(find(200, millis -> Map.of(0, 180L)))
                .as("never more than was processed")
                .isEqualTo(Map.of(0, new OffsetRange(100, 150)));
    }

    @Test
    void whatWasNotedWithTheEpoch_isLost_whateverTheTimesAre() {
        noted.note(Map.of(0, 1), Map.of(0, 120L));
        assertThat(find(200, millis -> Map.of())).isEqualTo(Map.of(0, new OffsetRange(100, 120)));
    }

    @Test
    void withoutATimeOfTheNewEpoch_onlyTheNoteTells() {
        beginKnown = false;
        assertThat(find(200, millis -> Map.of(0, 130L))).isEmpty();
        noted.note(Map.of(0, 1), Map.of(0, 120L));
        assertThat(find(200, millis -> Map.of(0, 130L))).isEqualTo(Map.of(0, new OffsetRange(100, 120)));
    }

    @Test
    void aPartitionThatEndsBefore_hasLostAllBehindItsEnd_orBehindItsEpoch() {
        assertThat(find(140, millis -> Map.of())).isEqualTo(Map.of(0, new OffsetRange(100, 150)));
        noted.note(Map.of(0, 2), Map.of(0, 150L));
        assertThat(find(140, millis -> Map.of())).isEqualTo(Map.of(0, new OffsetRange(140, 150)));
    }

    private Map<Integer, OffsetRange> find(long end, UnaryOperator<Map<Integer, Long>> processedBy) {
        TopicState now =
                new TopicState(new InputIdentity("cluster", "topic"), Map.of(0, 0L), Map.of(0, end), Map.of(0, 2));
        return new Truncations(new Brokers(), noted, processedBy).find(PROCESSED, now);
    }

    private final class Brokers implements LeaderEpochs {
        @Override
        public Map<Integer, Long> divergences(Map<Integer, Integer> epochs, Map<Integer, Long> offsets) {
            return epochs.get(0) == 1 ? Map.of(0, 100L) : Map.of();
        }

        @Override
        public Map<Integer, Long> appendTimes(Map<Integer, Long> offsets) {
            return beginKnown ? new HashMap<>(Map.of(0, BEGIN_MILLIS)) : new HashMap<>();
        }
    }

    private static final class Notes implements NoteStore {
        private final Map<String, ObjectNode> notes = new HashMap<>();

        @Override
        public Optional<ObjectNode> read(String name) {
            return Optional.ofNullable(notes.get(name)).map(ObjectNode::deepCopy);
        }

        @Override
        public void write(String name, ObjectNode content) {
            notes.put(name, content.deepCopy());
        }
    }
}
