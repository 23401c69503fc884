package io.rollcall.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A partition without lag, of which records may lie beyond the high watermark. */
class ReplicasTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final Replicas CONFIGURED = new Replicas(30_000, 2);

    @Test
    void withOneReplica_nothingIsHidden() {
        assertThat(CONFIGURED.completeThrough(1, 1, NOW, NOW - 100_000)).isEqualTo(NOW);
    }

    @Test
    void withSeveral_itIsCompleteThroughItsLastVisibleRecord() {
        assertThat(CONFIGURED.completeThrough(3, 3, NOW, NOW - 700)).isEqualTo(NOW - 700);
        assertThat(CONFIGURED.completeThrough(3, 3, NOW, NOW + 700))
                .as("a producer's clock that is fast")
                .isEqualTo(NOW);
    }

    @Test
    void whenItIsQuiet_noRecordWaitsLongerForAReplicaThanTheBrokersDo() {
        assertThat(CONFIGURED.completeThrough(3, 3, NOW, NOW - 100_000)).isEqualTo(NOW - 45_000);
        assertThat(CONFIGURED.completeThrough(3, 2, NOW, null)).isEqualTo(NOW - 45_000);
    }

    @Test
    void withTooFewReplicasInSync_theHighWatermarkMayStandStillForAnyTime() {
        assertThat(CONFIGURED.completeThrough(3, 1, NOW, NOW - 100_000)).isEqualTo(NOW - 100_000);
        assertThat(CONFIGURED.completeThrough(3, 1, NOW, null)).isNull();
    }

    @Test
    void whileTheBrokersClockIsUnknown_soIsThis() {
        assertThat(CONFIGURED.completeThrough(3, 3, null, NOW)).isNull();
        assertThat(CONFIGURED.completeThrough(1, 1, null, NOW)).isNull();
    }
}
