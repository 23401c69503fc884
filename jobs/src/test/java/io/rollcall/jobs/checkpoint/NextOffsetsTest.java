package io.rollcall.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NextOffsetsTest {
    @Test
    void aPartitionThatWasAdded_isExpectedFromOffset0() {
        assertThat(NextOffsets.withNewPartitions(Map.of(0, 7L), Set.of(0, 1))).isEqualTo(Map.of(0, 7L, 1, 0L));
    }

    @Test
    void aJobThatHasReadNothing_expectsNothing() {
        assertThat(NextOffsets.withNewPartitions(Map.of(), Set.of(0, 1))).isEmpty();
    }

    @Test
    void aPartitionThatIsGone_staysExpected() {
        assertThat(NextOffsets.withNewPartitions(Map.of(0, 7L, 1, 3L), Set.of(0)))
                .isEqualTo(Map.of(0, 7L, 1, 3L));
    }
}
