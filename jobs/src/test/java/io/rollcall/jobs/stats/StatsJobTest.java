package io.rollcall.jobs.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.spark.BatchSize;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsJobTest {
    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "4, true", "5, false", "8, false", "64, false"})
    void batchOfOneProcess_isOneTask_onFewCores(int cores, boolean oneTask) {
        assertThat(StatsJob.isOneTask("1", true, cores)).isEqualTo(oneTask);
        assertThat(StatsJob.isOneTask("2", true, cores))
                .as("with two partitions of the state")
                .isFalse();
        assertThat(StatsJob.isOneTask("1", false, cores)).as("on a cluster").isFalse();
    }

    @Test
    void batch_waitsFor25Logins_orHalfASecond() {
        assertThat(StatsJob.batchSize(Settings.defaults())).isEqualTo(new BatchSize(250_000, 1, 25, 500));
    }

    @Test
    void rows_goInFewRequests_compressed() {
        assertThat(StatsPublisher.properties(new KafkaSettings("a:1", null), "id"))
                .containsAllEntriesOf(
                        Map.of("batch.size", 256 * 1024, "compression.type", "lz4", "transactional.id", "id"));
    }
}
