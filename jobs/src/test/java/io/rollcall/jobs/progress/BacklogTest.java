package io.rollcall.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void aJobCatchesUp_untilItHasProcessedTheBacklogOfItsStart() {
        assertThat(catchingUp(Map.of(0, 0L, 1, 0L), Map.of(0, 100L, 1, 7L))).isTrue();
        assertThat(catchingUp(Map.of(0, 100L, 1, 6L), Map.of(0, 200L, 1, 9L))).isTrue();
        assertThat(catchingUp(Map.of(0, 100L, 1, 7L), Map.of(0, 300L, 1, 9L)))
                .as("records that arrived since do not count")
                .isFalse();
    }

    @Test
    void aJobThatHasCaughtUp_neverCatchesUpAgain() {
        assertThat(catchingUp(Map.of(0, 100L), Map.of(0, 100L))).isFalse();
        assertThat(catchingUp(Map.of(0, 50L), Map.of(0, 100L)))
                .as("a lag that grows later is no backlog")
                .isFalse();
    }

    @Test
    void aPartitionWithoutAPosition_isNotProcessedYet() {
        assertThat(catchingUp(Map.of(0, 100L), Map.of(0, 100L, 1, 1L))).isTrue();
        assertThat(new Backlog().isCatchingUp(position(Map.of(), Map.of(0, 0L))))
                .as("an empty partition has nothing to process")
                .isFalse();
    }

    private boolean catchingUp(Map<Integer, Long> next, Map<Integer, Long> end) {
        return backlog.isCatchingUp(position(next, end));
    }

    private static InputPosition position(Map<Integer, Long> next, Map<Integer, Long> end) {
        return new InputPosition(Map.of(), end, next, 0, null);
    }
}
