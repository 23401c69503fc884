package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The input topic of a job is deleted and created again, between runs or while the job runs, or is the topic of that name in
 * another cluster. The old checkpoint's offsets once skipped the first logins of the new topic without a word.
 */
class AnotherTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RAW = Topics.DEFAULT.raw();
    private static final String CLEAN = Topics.DEFAULT.clean();

    @TempDir
    private static Path folder;

    private static TestPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = TestPipeline.start(folder.resolve("one"));
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @AfterEach
    void stopJobs() {
        pipeline.stopJobs();
        pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "true").with(SettingKey.CLEAN_MODE, "real-time");
    }

    @Test
    void rawTopicCreatedAgain_betweenRuns_isRefused_andAResetCountsAllOfIt() throws Exception {
        fresh();
        pipeline.send(TestRecords.logins(2, 150));
        pipeline.startClean();
        awaitClean(Map.of(0, 150L, 1, 150L));
        pipeline.stopJobs();

        recreate(RAW, 2, "CreateTime");
        long now = System.currentTimeMillis();
        pipeline.send(logins("TX", 100, now - 300_000));
        pipeline.send(logins("TX", 400, now));
        for (String failOnDataLoss : List.of("true", "false")) {
            pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, failOnDataLoss);
            assertThatThrownBy(pipeline::startClean)
                    .isInstanceOf(UserError.class)
                    .hasMessageContainingAll("user-login was deleted or created again", "rollcall reset --job clean");
        }
        resetClean();
        pipeline.startClean();
        pipeline.startStats();
        pipeline.awaitAllCounted();
        assertThat(pipeline.records(CLEAN)).hasSize(1000);
        assertThat(visits("TX"))
                .as("the topic does not have the windows of its first records whole")
                .isEqualTo(800);
    }

    @Test
    void fewerPartitions_areATopicCreatedAgain() throws Exception {
        fresh();
        pipeline.send(TestRecords.logins(2, 10));
        pipeline.startClean();
        awaitClean(Map.of(0, 10L, 1, 10L));
        pipeline.stopJobs();
        recreate(RAW, 1);
        assertThatThrownBy(pipeline::startClean)
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("user-login was deleted or created again", "rollcall reset --job clean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"real-time", "micro-batch"})
    void rawTopicCreatedAgain_whileTheJobRuns_endsIt(String mode) throws Exception {
        fresh();
        pipeline.with(SettingKey.CLEAN_MODE, mode);
        pipeline.send(TestRecords.logins(2, 50));
        CompletableFuture<String> end = failure(pipeline.startClean(pipeline.checkpoints()));
        awaitClean(Map.of(0, 50L, 1, 50L));
        recreate(RAW, 2);
        pipeline.send(TestRecords.logins(2, 100));
        await().atMost(Duration.ofSeconds(20)).until(end::isDone);
        assertThat(end.join()).contains("user-login was deleted or created again", "rollcall reset --job clean");
        assertThat(pipeline.lastReport(JobName.CLEAN).failure())
                .as("health and status know why")
                .isEqualTo(end.join());
    }

    @Test
    void cleanTopicCreatedAgain_endsTheStatsJob_andIsRefusedAtItsStart() throws Exception {
        fresh();
        pipeline.send(logins("NY", 50, System.currentTimeMillis()));
        pipeline.startClean();
        CompletableFuture<String> end = failure(pipeline.startStats());
        pipeline.awaitAllCounted();
        recreate(CLEAN, 2);
        pipeline.send(logins("NY", 50, System.currentTimeMillis()));
        await().atMost(Duration.ofSeconds(20)).until(end::isDone);
        assertThat(end.join()).contains("user-login-clean was deleted or created again", "rollcall reset --job clean");
        assertThatThrownBy(pipeline::startStats)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("user-login-clean was deleted or created again");
        pipeline.stopJobs();
        resetClean();
        pipeline.startClean();
        pipeline.startStats();
        pipeline.awaitAllCounted();
        assertThat(visits("NY")).isEqualTo(200);
    }

    @Test
    void progressTopicDeleted_whileAJobRuns_isCreatedAgain() throws Exception {
        fresh();
        pipeline.send(TestRecords.logins(2, 10));
        pipeline.startClean();
        awaitClean(Map.of(0, 10L, 1, 10L));
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.deleteTopics(List.of(Topics.DEFAULT.progress())).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(Topics.DEFAULT.progress()));
            await().atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get().contains(Topics.DEFAULT.progress()));
        }
        awaitClean(Map.of(0, 10L, 1, 10L));
    }

    @Test
    void anotherCluster_isRefused_andProgressNamesTheCluster() throws Exception {
        fresh();
        pipeline.send(TestRecords.logins(2, 10));
        pipeline.startClean();
        awaitClean(Map.of(0, 10L, 1, 10L));
        pipeline.stopJobs();
        String cluster;
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            cluster = admin.describeCluster().clusterId().get();
        }
        assertThat(ProgressJson.read(pipeline.progress().get(0).value())
                        .pipeline()
                        .cluster())
                .isEqualTo(cluster);
        try (TestPipeline other = TestPipeline.start(folder.resolve("another"))) {
            other.send(TestRecords.logins(2, 20));
            assertThatThrownBy(() -> other.startClean(pipeline.checkpoints()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContainingAll(
                            "user_login_clean belongs to another Kafka cluster (" + cluster, "data-dir", "bootstrap");
        }
    }

    /** Begins as a new installation does. */
    private static void fresh() throws Exception {
        recreate(RAW, 2);
        resetClean();
    }

    private static void resetClean() {
        try (TopicAdmin admin = new TopicAdmin(pipeline.kafka())) {
            new JobReset(
                            pipeline.settings(),
                            pipeline.checkpoints(),
                            JobReset.Scope.CLEAN,
                            LocalSpark.hadoop(),
                            Clock.systemUTC())
                    .run(admin, line -> {});
        }
    }

    private static void recreate(String topic, int partitions) throws Exception {
        recreate(topic, partitions, "LogAppendTime");
    }

    private static void recreate(String topic, int partitions, String timestamps) throws Exception {
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(topic));
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)
                            .configs(Map.of("message.timestamp.type", timestamps))))
                    .all()
                    .get();
            await().atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get().contains(topic));
        }
    }

    /** Logins of this state and time (ms), which is also their Kafka timestamp, so many for each partition. */
    private static List<ProducerRecord<byte[], byte[]>> logins(String state, int each, long millis) {
        byte[] login =
                TestRecords.utf8("{\"user_id\":\"u\",\"locale\":\"" + state + "\",\"timestamp\":" + millis + "}");
        return IntStream.range(0, 2 * each)
                .mapToObj(i -> new ProducerRecord<>(RAW, i % 2, millis, (byte[]) null, login))
                .toList();
    }

    /** Logins of a state by the newest row of each window. A reset keeps the rows of this topic, and deletes others. */
    private static long visits(String state) {
        Map<ByteBuffer, byte[]> newest = new HashMap<>();
        pipeline.records(Topics.DEFAULT.stats())
                .forEach(record -> newest.put(ByteBuffer.wrap(record.key()), record.value()));
        return newest.values().stream()
                .filter(Objects::nonNull)
                .map(StatsJson::read)
                .filter(row -> row.locale().equals(state))
                .filter(row -> row.window().startMillis()
                                % (row.window().endMillis() - row.window().startMillis())
                        == 0)
                .mapToLong(WindowStats::logins)
                .sum();
    }

    private static CompletableFuture<String> failure(Part job) {
        return job.failure().thenApply(Message::toString).toCompletableFuture();
    }

    private static void awaitClean(Map<Integer, Long> offsets) {
        await().atMost(PATIENCE).until(() -> pipeline.progress().stream()
                .map(record -> ProgressJson.read(record.value()))
                .filter(progress -> progress.job().equals(JobName.CLEAN))
                .reduce((before, after) -> after)
                .map(progress -> progress.input().offsets())
                .equals(Optional.of(offsets)));
    }
}
