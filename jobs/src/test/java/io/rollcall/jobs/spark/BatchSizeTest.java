package io.rollcall.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    @Test
    void aBatchThatStartsWithAnyRecord_setsNoMinimum() {
        assertThat(new BatchSize(20_000, 4).sourceOptions())
                .isEqualTo(Map.of("maxOffsetsPerTrigger", "20000", "minPartitions", "4"));
        assertThat(new BatchSize(20_000, 4, 25, 0).sourceOptions())
                .as("without a delay nothing would end the wait for 25 records")
                .isEqualTo(new BatchSize(20_000, 4).sourceOptions());
    }

    @Test
    void aBatchThatWaits_startsWithEnoughRecordsOrAfterTheDelay() {
        assertThat(new BatchSize(20_000, 1, 25, 500).sourceOptions())
                .isEqualTo(Map.of(
                        "maxOffsetsPerTrigger", "20000",
                        "minPartitions", "1",
                        "minOffsetsPerTrigger", "25",
                        "maxTriggerDelay", "500ms"));
    }

    @Test
    void enoughRecords_areNeverMoreThanABatchMayRead() {
        assertThat(new BatchSize(10, 1, 25, 500).sourceOptions())
                .containsEntry("minOffsetsPerTrigger", "10")
                .containsEntry("maxOffsetsPerTrigger", "10");
        assertThat(new BatchSize(25, 1, 25, 500).sourceOptions()).containsEntry("minOffsetsPerTrigger", "25");
    }
}
