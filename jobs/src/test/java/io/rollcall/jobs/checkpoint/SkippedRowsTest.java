package io.rollcall.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SkippedRowsTest {
    private static final CommittedBatch LAST = new CommittedBatch(7, Map.of(0, 100L, 1, 50L));

    private final Map<String, ObjectNode> written = new HashMap<>();
    private int writes;

    private final NoteStore notes = new NoteStore() {
        @Override
        public Optional<ObjectNode> read(String name) {
            return Optional.ofNullable(written.get(name)).map(ObjectNode::deepCopy);
        }

        @Override
        public void write(String name, ObjectNode content) {
            writes++;
            written.put(name, content.deepCopy());
        }
    };

    @Test
    void whatIsNoted_survivesARestart() {
        SkippedRows rows = new SkippedRows(notes);
        rows.add(() -> 3, Map.of(0, 60L));
        rows.add(() -> 4, Map.of(0, 100L, 1, 50L));
        assertThat(rows.note()).isEqualTo(7);
        SkippedRows again = new SkippedRows(notes);
        assertThat(again.note()).isEqualTo(7);
        assertThat(again.uncounted(Map.of(), LAST)).isEmpty();
    }

    @Test
    void whatWasCommittedAfterTheNote_isUncounted() {
        SkippedRows rows = new SkippedRows(notes);
        rows.add(() -> 3, Map.of(0, 60L, 1, 50L));
        rows.note();
        rows.add(() -> 4, Map.of(0, 100L, 1, 50L));
        SkippedRows killed = new SkippedRows(notes);
        assertThat(killed.note()).isEqualTo(3);
        assertThat(killed.uncounted(Map.of(), LAST)).containsOnly(Map.entry(0, new OffsetRange(60, 100)));
    }

    @Test
    void withoutANote_everythingFromTheFirstOffsetsOnIsUncounted() {
        assertThat(new SkippedRows(notes).uncounted(Map.of(0, 20L), LAST))
                .containsOnly(Map.entry(0, new OffsetRange(20, 100)), Map.entry(1, new OffsetRange(0, 50)));
        assertThat(new SkippedRows(notes).uncounted(Map.of(0, 20L), CommittedBatch.NONE))
                .isEmpty();
    }

    @Test
    void aBatchThatIsSeenLate_doesNotLeadBack() {
        SkippedRows rows = new SkippedRows(notes);
        rows.add(() -> 4, Map.of(0, 100L, 1, 50L));
        rows.add(() -> 0, Map.of(0, 60L));
        rows.note();
        assertThat(new SkippedRows(notes).uncounted(Map.of(), LAST)).isEmpty();
    }

    @Test
    void onlyWhatIsNew_isWritten() {
        SkippedRows rows = new SkippedRows(notes);
        rows.note();
        rows.add(() -> 0, Map.of(0, 60L));
        rows.note();
        rows.note();
        assertThat(writes).isEqualTo(1);
    }
}
