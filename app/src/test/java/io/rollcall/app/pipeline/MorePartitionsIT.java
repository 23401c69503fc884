package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.settings.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The raw topic gets more partitions than there are slots for, while the jobs run. The clean job once read their number
 * from a consumer, whose metadata may be five minutes old. During these minutes Spark waited for slots that did not
 * exist, and nothing was read.
 */
class MorePartitionsIT {
    private static final String RAW = Topics.DEFAULT.raw();

    private static final int MORE_THAN_SLOTS = 12;

    @TempDir
    private Path folder;

    @Test
    void morePartitionsThanSlots_areReadInMicroBatches_withoutAWait() throws Exception {
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            pipeline.send(TestRecords.logins(2, 100));
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();
            try (Admin admin = Admin.create(pipeline.kafka().properties())) {
                admin.createPartitions(Map.of(RAW, NewPartitions.increaseTo(MORE_THAN_SLOTS)))
                        .all()
                        .get();
            }
            pipeline.send(TestRecords.logins(MORE_THAN_SLOTS, 100));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> pipeline.records(Topics.DEFAULT.clean()).size() >= (2 + MORE_THAN_SLOTS) * 100);
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();
            assertThat(pipeline.droppedRows()).isZero();
        }
    }
}
