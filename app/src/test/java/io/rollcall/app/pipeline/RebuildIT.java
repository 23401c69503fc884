package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stats job begins anew while rows are published and part of its input is deleted. No row becomes lower, in no order
 * in which the topic may be read or compacted.
 */
class RebuildIT {
    private static final Topics TOPICS = Topics.DEFAULT;

    @TempDir
    private Path folder;

    private int users;

    @Test
    void rebuildWithLessInputThanCounted_neverLowersARow() throws Exception {
        long now = System.currentTimeMillis();
        long past = now - Duration.ofMinutes(20).toMillis();
        long edge = now + 5_000;
        long ahead = now + Duration.ofMinutes(20).toMillis();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder).with(SettingKey.STATS_MAX_OFFSETS, "8")) {
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(logins("UT", past, 20));
            pipeline.send(logins("UT", edge, 20));
            pipeline.awaitAllCounted();
            Map<TopicPartition, Long> kept = ends(pipeline, TOPICS.clean());
            pipeline.send(logins("UT", edge, 5));
            pipeline.send(logins("UT", ahead, 20));
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();
            pipeline.stopJobs();

            deleteBefore(pipeline, kept);
            reset(pipeline, JobReset.Scope.STATS);
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(logins("UT", ahead, 7));
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();
            assertNoRowIsAboveALaterOne(pipeline);
            pipeline.stopJobs();

            deleteBefore(pipeline, ends(pipeline, TOPICS.clean()));
            pipeline.startStats(folder.resolve("elsewhere").toString());
            pipeline.startClean();
            pipeline.send(logins("UT", ahead + 60_000, 3));
            pipeline.send(logins("UT", edge, 1));
            pipeline.awaitAllCounted();
            assertThat(lastRows(pipeline).get(key(ahead, "UT")).logins()).isEqualTo(27);
            assertThat(lastRows(pipeline).get(key(ahead + 60_000, "UT")).logins())
                    .isEqualTo(3);
            assertThat(lastRows(pipeline).get(key(edge, "UT")).logins()).isEqualTo(25);
            assertNoRowIsAboveALaterOne(pipeline);
            assertThat(pipeline.droppedRows()).isZero();
        }
    }

    @Test
    void resetOfClean_countsAllThatTheRawTopicHas_andARecreatedTopicIsNotTakenForWhole() throws Exception {
        long now = System.currentTimeMillis();
        long past = now - Duration.ofMinutes(20).toMillis();
        // The first raw records that are kept are ahead of the broker's clock.
        long ahead = now + Duration.ofMinutes(20).toMillis();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder).with(SettingKey.STATS_MAX_OFFSETS, "8")) {
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(logins("UT", past, 20));
            pipeline.awaitAllCounted();
            pipeline.send(logins("UT", past + 10_000, 2));
            Map<TopicPartition, Long> kept = ends(pipeline, TOPICS.raw());
            pipeline.send(logins("UT", ahead, 20));
            pipeline.awaitAllCounted();
            Map<String, WindowStats> before = lastRows(pipeline);
            pipeline.stopJobs();

            deleteBefore(pipeline, kept);
            reset(pipeline, JobReset.Scope.CLEAN);
            assertThat(pipeline.records(TOPICS.clean())).isEmpty();
            Map<Integer, Long> emptied = new TreeMap<>();
            ends(pipeline, TOPICS.clean()).forEach((partition, end) -> emptied.put(partition.partition(), end));
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(logins("UT", ahead, 5));
            pipeline.awaitAllCounted();
            assertThat(firstOffsets(pipeline)).isEqualTo(emptied);
            assertThat(pipeline.lastReport(JobName.STATS).input().hasProcessedAny())
                    .isTrue();
            assertThat(lastRows(pipeline).get(key(ahead, "UT")).logins()).isEqualTo(25);
            before.forEach((key, row) ->
                    assertThat(lastRows(pipeline).get(key).logins()).as(key).isGreaterThanOrEqualTo(row.logins()));
            assertThat(lastRows(pipeline).get(key(past, "UT")).logins()).isEqualTo(22);
            assertNoRowIsAboveALaterOne(pipeline);
            assertThat(pipeline.droppedRows()).isZero();
            pipeline.stopJobs();

            recreate(pipeline, TOPICS.clean());
            reset(pipeline, JobReset.Scope.STATS);
            pipeline.send(logins("UT", past, 30));
            pipeline.startStats();
            pipeline.startClean();
            pipeline.awaitAllCounted();
            // The new topic begins at offset 0, but lacks the logins that its predecessor had.
            assertThat(lastRows(pipeline).get(key(past, "UT")).logins()).isEqualTo(22);
        }
    }

    private static Map<Integer, Long> firstOffsets(TestPipeline pipeline) {
        return pipeline.lastReport(JobName.STATS).input().firstOffsets();
    }

    @Test
    void changedSettings_replaceTheRowsThatCanBeRebuilt_evenByLowerOnes() throws Exception {
        long now = System.currentTimeMillis();
        long past = now - Duration.ofMinutes(20).toMillis();
        long ahead = now + Duration.ofMinutes(20).toMillis();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder).with(SettingKey.STATS_MAX_OFFSETS, "8")) {
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(logins("CA", past, 4));
            pipeline.awaitAllCounted();
            Map<TopicPartition, Long> kept = ends(pipeline, TOPICS.clean());
            pipeline.send(logins("CA", ahead, 4));
            pipeline.send(logins("XX", ahead, 3));
            pipeline.send(logins("UT", ahead, 2));
            pipeline.awaitAllCounted();
            pipeline.stopJobs();

            deleteBefore(pipeline, kept);
            pipeline.with(SettingKey.LOCALES, "UT,XX");
            reset(pipeline, JobReset.Scope.STATS);
            pipeline.startStats();
            pipeline.startClean();
            pipeline.send(logins("UT", ahead, 1));
            pipeline.awaitAllCounted();
            Map<String, WindowStats> rows = lastRows(pipeline);
            assertThat(rows).doesNotContainKey(key(ahead, "CA"));
            assertThat(rows.get(key(ahead, "XX")).logins()).isEqualTo(3);
            assertThat(rows.get(key(ahead, "OTHER")).logins()).isEqualTo(4);
            assertThat(rows.get(key(ahead, "UT")).logins()).isEqualTo(3);
            assertThat(rows.get(key(past, "CA")).logins()).isEqualTo(4);
        }
    }

    private static void recreate(TestPipeline pipeline, String topic) throws Exception {
        try (Admin admin = Admin.create(pipeline.kafka().properties());
                TopicAdmin topics = new TopicAdmin(pipeline.kafka())) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !topics.names().contains(topic));
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            await().until(() -> topics.names().contains(topic));
        }
    }

    private static void reset(TestPipeline pipeline, JobReset.Scope scope) {
        try (TopicAdmin admin = new TopicAdmin(pipeline.kafka())) {
            new JobReset(pipeline.settings(), pipeline.checkpoints(), scope, LocalSpark.hadoop(), Clock.systemUTC())
                    .run(admin, line -> {});
        }
        assertThat(Files.exists(Path.of(pipeline.checkpoints(), "user_login_stats", "commits")))
                .isFalse();
    }

    private List<ProducerRecord<byte[], byte[]>> logins(String locale, long millis, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String login =
                    "{\"user_id\":\"u" + users++ + "\",\"locale\":\"" + locale + "\",\"timestamp\":" + millis + "}";
            records.add(
                    new ProducerRecord<>(TOPICS.raw(), i % 2, millis, null, login.getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }

    private static Map<TopicPartition, Long> ends(TestPipeline pipeline, String topic) {
        try (TopicAdmin admin = new TopicAdmin(pipeline.kafka())) {
            return admin.offsets(admin.partitions(List.of(topic)), OffsetSpec.latest());
        }
    }

    private static void deleteBefore(TestPipeline pipeline, Map<TopicPartition, Long> offsets) throws Exception {
        Map<TopicPartition, RecordsToDelete> deleted =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        offsets.forEach((partition, offset) -> deleted.put(partition, RecordsToDelete.beforeOffset(offset)));
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.deleteRecords(deleted).all().get();
        }
    }

    /** The key of the newest window that contains a time. */
    private static String key(long millis, String locale) {
        Windowing windowing = Windowing.DEFAULT;
        return new WindowStats(windowing.window(windowing.paneOf(millis)), locale, 0, 0, 0).key();
    }

    /** What compaction leaves: the last row of each key. */
    private static Map<String, WindowStats> lastRows(TestPipeline pipeline) {
        Map<String, WindowStats> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : pipeline.records(TOPICS.stats())) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                last.remove(key);
            } else {
                last.put(key, StatsJson.read(record.value()));
            }
        }
        return last;
    }

    private static void assertNoRowIsAboveALaterOne(TestPipeline pipeline) {
        Map<String, Long> highest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : pipeline.records(TOPICS.stats())) {
            WindowStats row = StatsJson.read(record.value());
            assertThat(row.logins()).as(row.key()).isGreaterThanOrEqualTo(highest.getOrDefault(row.key(), 0L));
            highest.put(row.key(), row.logins());
        }
    }
}
