package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A login for a window whose state is dropped cannot be counted. Health turns red and names the command that helps.
 * This requires a producer's clock that goes back by more than the delay. A redelivered login of such a window is not
 * lost.
 */
class DroppedLoginsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void loginForDroppedState_turnsHealthRed_andAResetOfStatsCountsIt() throws Exception {
        long now = System.currentTimeMillis();
        long longAgo = now - Duration.ofMinutes(20).toMillis();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)) {
            pipeline.with(SettingKey.STATS_DELAY, "1m");
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(List.of(login("early", longAgo), login("now", now)));
            pipeline.awaitAllCounted();
            await().atMost(PATIENCE).until(() -> horizon(pipeline) > longAgo + 60_000);
            pipeline.send(List.of(login("later", now + 1)));
            pipeline.awaitAllCounted();

            redeliverAll(pipeline);
            pipeline.send(List.of(login("clock went back", longAgo + 1)));
            await().atMost(PATIENCE).until(() -> pipeline.droppedRows() > 0);
            pipeline.awaitAllCounted();
            assertThat(pipeline.droppedRows()).isEqualTo(1);

            String address = pipeline.startDashboard();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(health(address))
                    .contains(
                            "\"status\":\"down\"",
                            "dropped 1 login that came",
                            "`rollcall reset --job stats`",
                            "counts them again"));

            pipeline.stopJobs();
            resetStats(pipeline);
            pipeline.startStats();
            pipeline.startClean();
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();
            assertThat(pipeline.droppedRows()).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(health(address)).contains("\"status\":\"up\""));
        }
    }

    private static ProducerRecord<byte[], byte[]> login(String user, long millis) {
        String login = "{\"user_id\":\"" + user + "\",\"locale\":\"UT\",\"timestamp\":" + millis + "}";
        return new ProducerRecord<>(Topics.DEFAULT.raw(), 0, millis, null, login.getBytes(StandardCharsets.UTF_8));
    }

    private static long horizon(TestPipeline pipeline) {
        return pipeline.progress().stream()
                .map(record -> ProgressJson.read(record.value()))
                .filter(progress -> progress.job().equals(JobName.STATS))
                .map(progress -> progress.state().horizonMillis())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Delivers all logins again, as a suspended second clean job does when it continues. */
    private static void redeliverAll(TestPipeline pipeline) {
        String topic = pipeline.settings().topics().clean();
        List<ConsumerRecord<byte[], byte[]>> sent = pipeline.records(topic);
        pipeline.send(sent.stream()
                .map(record -> new ProducerRecord<>(topic, record.key(), record.value()))
                .toList());
    }

    private static void resetStats(TestPipeline pipeline) {
        try (TopicAdmin admin = new TopicAdmin(pipeline.kafka())) {
            new JobReset(
                            pipeline.settings(),
                            pipeline.checkpoints(),
                            JobReset.Scope.STATS,
                            LocalSpark.hadoop(),
                            Clock.systemUTC())
                    .run(admin, line -> {});
        }
    }

    private static String health(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + "/health")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
