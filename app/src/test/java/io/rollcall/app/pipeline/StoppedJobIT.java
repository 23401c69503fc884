package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.progress.JobName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.server.config.QuotaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a job that runs: a reset, another copy or a backup may follow at once. */
class StoppedJobIT {
    @TempDir
    private Path folder;

    @Test
    void closedJob_hasNoThreadThatWritesToItsCheckpointOrToKafka() {
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            pipeline.startClean();
            Set<String> before = threadsOfTheJob();
            Set<String> left = new HashSet<>();

            // The job waits for answers that do not come.
            pipeline.restartBroker(brokerFolder -> {
                pipeline.stopJobs();
                left.addAll(threadsOfTheJob());
            });

            assertThat(before).contains(JobName.CLEAN, "input-watch-" + JobName.CLEAN, "progress-" + JobName.CLEAN);
            assertThat(left).isEmpty();
        }
    }

    @Test
    void closedJob_doesNotWaitForAReportThatKafkaDoesNotAccept() throws Exception {
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            pipeline.startClean();
            holdBackWhatIsProduced(pipeline);
            await().atMost(Duration.ofSeconds(20)).during(Duration.ofSeconds(1)).until(StoppedJobIT::isReportInFlight);

            pipeline.stopJobs();

            assertThat(threadsOfTheJob()).isEmpty();
        }
    }

    /** By a quota of a byte per second, which the first report exceeds for minutes. */
    private static void holdBackWhatIsProduced(TestPipeline pipeline) throws Exception {
        ClientQuotaEntity everyClient =
                new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));
        ClientQuotaAlteration quota = new ClientQuotaAlteration(
                everyClient,
                List.of(new ClientQuotaAlteration.Op(QuotaConfig.PRODUCER_BYTE_RATE_OVERRIDE_CONFIG, 1.0)));
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.alterClientQuotas(List.of(quota)).all().get();
        }
    }

    private static boolean isReportInFlight() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("progress-" + JobName.CLEAN))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().endsWith(".FutureRecordMetadata"));
    }

    private static Set<String> threadsOfTheJob() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.endsWith(JobName.CLEAN))
                .collect(Collectors.toSet());
    }
}
