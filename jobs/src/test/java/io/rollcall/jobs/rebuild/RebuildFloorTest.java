package io.rollcall.jobs.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.rebuild.RebuildFloor.Beginning;
import io.rollcall.model.stats.Windowing;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RebuildFloorTest {
    private static final long TOLERANCE = 30_000;
    private static final long NOW = 9_000_000;

    @Test
    void partitionsThatBeginAtZero_lackNothing_unlessTheTopicWasRecreated() {
        List<Beginning> whole = List.of(new Beginning(0, 1_000_000L), new Beginning(0, null));
        assertThat(floor(false, whole)).isEmpty();
        assertThat(floor(true, whole)).hasValue(NOW + TOLERANCE + 10_000);
        assertThat(floor(true, List.of(new Beginning(0, 1_000_000L)))).hasValue(1_040_000);
    }

    @Test
    void floor_isAfterEveryEventThatADeletedRecordCanHave() {
        // The deleted record may have reached Kafka in the same ms as the first that is left, and be 30 s ahead.
        assertThat(floor(false, List.of(new Beginning(7, 1_000_000L)))).hasValue(1_040_000);
        assertThat(floor(false, List.of(new Beginning(7, 999_999L)))).hasValue(1_030_000);
    }

    @Test
    void thePartitionThatLacksMost_decides_andAnEmptyOneLacksAllUntilNow() {
        assertThat(floor(false, List.of(new Beginning(7, 1_000_000L), new Beginning(3, 2_000_000L))))
                .hasValue(2_040_000);
        assertThat(floor(false, List.of(new Beginning(7, 1_000_000L), new Beginning(3, null))))
                .hasValue(NOW + TOLERANCE + 10_000);
    }

    @Test
    void aTimestampAheadOfNow_countsAsNow() {
        assertThat(floor(false, List.of(new Beginning(7, Long.MAX_VALUE)))).hasValue(NOW + TOLERANCE + 10_000);
    }

    private static OptionalLong floor(boolean recreated, List<Beginning> beginnings) {
        return RebuildFloor.of(beginnings, recreated, NOW, TOLERANCE, Windowing.DEFAULT);
    }
}
