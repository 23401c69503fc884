package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Retention deletes records before the clean job reads them, also those of a partition that is new to it. The job refuses to continue, or, if configured to do so,
 * publishes how many were lost. The run that skips the gap ends within a moment; it once ended before the loss was
 * noted.
 */
class LostRecordsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RAW = Topics.DEFAULT.raw();

    @TempDir
    private Path folder;

    @Test
    void recordsDeletedUnread_stopTheJob_orAreCountedAsLost() throws Exception {
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            pipeline.send(TestRecords.logins(2, 100));
            pipeline.startClean();
            await().atMost(PATIENCE).until(() -> newest(pipeline)
                    .map(progress -> progress.input().offsets())
                    .equals(Optional.of(Map.of(0, 100L, 1, 100L))));
            pipeline.stopJobs();

            try (Admin admin = Admin.create(pipeline.kafka().properties())) {
                admin.createPartitions(Map.of(RAW, NewPartitions.increaseTo(3)))
                        .all()
                        .get();
                pipeline.send(TestRecords.logins(3, 300));
                admin.deleteRecords(Map.of(
                                new TopicPartition(RAW, 0), RecordsToDelete.beforeOffset(150),
                                new TopicPartition(RAW, 1), RecordsToDelete.beforeOffset(350),
                                new TopicPartition(RAW, 2), RecordsToDelete.beforeOffset(120)))
                        .all()
                        .get();
            }
            assertThatThrownBy(pipeline::startClean)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(SettingKey.FAIL_ON_DATA_LOSS.key());

            pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "false");
            pipeline.startClean();
            await().atMost(PATIENCE).untilAsserted(() -> {
                Progress newest = newest(pipeline).orElseThrow();
                assertThat(newest.input().offsets()).isEqualTo(Map.of(0, 400L, 1, 400L, 2, 300L));
                assertThat(newest.losses().lostRows()).isEqualTo(50 + 250 + 120);
            });
            assertThat(pipeline.records(Topics.DEFAULT.clean())).hasSize(200 + 900 - 420);
        }
    }

    private static Optional<Progress> newest(TestPipeline pipeline) {
        return pipeline.progress().stream()
                .map(record -> ProgressJson.read(record.value()))
                .filter(progress -> progress.job().equals(JobName.CLEAN))
                .reduce((before, after) -> after);
    }
}
