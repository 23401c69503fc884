package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsAndResetIT {
    private static final Settings SETTINGS = Settings.defaults();

    @TempDir
    private Path temp;

    private DataDirectory directory;

    @BeforeEach
    void dataDirectory() {
        directory = new DataDirectory(temp.resolve("data"));
    }

    @Test
    void createMissing_configuresTopicsAsDocumented_andKeepsExistingOnes() throws Exception {
        try (EmbeddedBroker broker = start();
                TopicAdmin admin = new TopicAdmin(kafka(broker));
                Admin raw = Admin.create(kafka(broker).properties())) {
            assertThat(admin.createMissing(SETTINGS))
                    .containsExactlyInAnyOrderElementsOf(SETTINGS.topics().all());
            for (String topic : SETTINGS.topics().all()) {
                assertThat(config(raw, topic, "message.timestamp.type")).isEqualTo("LogAppendTime");
                boolean logins = List.of("user-login", "user-login-clean").contains(topic);
                assertThat(config(raw, topic, "retention.ms")).isEqualTo(logins ? "14400000" : "90000000");
            }
            assertThat(config(raw, "user-login-stats", "cleanup.policy")).isEqualTo("compact,delete");
            assertThat(config(raw, "user-login-rejected", "max.message.bytes"))
                    .as("the default of Kafka")
                    .isEqualTo("1048588");
            assertThat(config(raw, "user-login", "retention.bytes")).isEqualTo("4294967296");
            assertThat(admin.partitions(List.of("user-login-stats"))).hasSize(2);
            assertThat(admin.createMissing(SETTINGS.with(SettingKey.PARTITIONS, "7")))
                    .isEmpty();
            assertThat(admin.partitions(List.of("user-login-stats"))).hasSize(2);
        }
    }

    @Test
    void topics_showsPartitionsRecordsSizeAndLag() throws Exception {
        try (EmbeddedBroker broker = start()) {
            createTopics(broker);
            TestRecords.send(broker, "user-login", "a", "b", "c");
            sendProgress(broker, 3, System.currentTimeMillis());
            sendProgress(broker, 42, System.currentTimeMillis());
            CommandRun run = CommandRun.of("topics", "--bootstrap-server", broker.bootstrapServer());
            assertThat(run.exitCode()).isZero();
            String time = "20[-0-9]{8}T[0-9:]{8}Z";
            assertThat(run.lines()).anySatisfy(line -> assertThat(line)
                    .matches("user-login +2 +3 +[0-9.]+ k?B +" + time + " +" + time + " +0\\.[01]/s"));
            assertThat(run.lines()).anySatisfy(line -> assertThat(line).matches("user_login_stats +42 +20.*Z"));
            assertThat(run.lines()).anySatisfy(line -> assertThat(line).matches("user_login_clean +- +-"));
        }
    }

    @Test
    void topics_onAnEmptyKafka_showsWhatIsMissing() {
        try (EmbeddedBroker broker = start()) {
            CommandRun run = CommandRun.of("topics", "--bootstrap-server", broker.bootstrapServer());
            assertThat(run.exitCode()).isZero();
            assertThat(run.lines()).anySatisfy(line -> assertThat(line).matches("user-login( +-){6}"));
        }
    }

    @Test
    void resetOfStats_deletesOnlyItsCheckpoint_andKeepsTheRows() throws Exception {
        try (EmbeddedBroker broker = start()) {
            createTopics(broker);
            TestRecords.send(broker, "user-login-clean", "a", "b");
            TestRecords.send(broker, "user-login-stats", "a", "b");
            sendProgress(broker, 0, System.currentTimeMillis());
        }
        Path clean = checkpoint(JobName.CLEAN);
        Path stats = checkpoint(JobName.STATS);
        assumeThatThrownBy(() -> new Socket("localhost", 29092).close()) // a `rollcall up` of the person who tests
                .isInstanceOf(IOException.class);
        CommandRun run = CommandRun.of(
                "reset",
                "--job",
                "stats",
                "--yes",
                "--data-dir",
                directory.path().toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(stats).doesNotExist();
        assertThat(clean).exists();
        try (EmbeddedBroker broker = start()) {
            assertThat(tail(broker, "user-login-stats").lines()).hasSize(2);
            assertThat(tail(broker, "user-login-clean").lines()).hasSize(2);
            assertThat(tail(broker, "user-login-progress").lines()).isEmpty();
        }
    }

    @Test
    void resetOfClean_onAnExternalKafka_includesStats_keepsItsRows_andRefusesWhileAJobReports() throws Exception {
        Path clean = checkpoint(JobName.CLEAN);
        Path stats = checkpoint(JobName.STATS);
        try (EmbeddedBroker broker = start()) {
            createTopics(broker);
            List<String> emptied = List.of("user-login-clean", "user-login-late", "user-login-rejected");
            for (String topic : emptied) {
                TestRecords.send(broker, topic, "a", "b");
            }
            TestRecords.send(broker, "user-login", "a");
            TestRecords.send(broker, "user-login-stats", "a", "b");
            String[] reset = {
                "reset",
                "--job",
                "clean",
                "--yes",
                "--bootstrap-server",
                broker.bootstrapServer(),
                "--checkpoint-location",
                stats.getParent().toString()
            };
            CommandRun run = CommandRun.of(reset);
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("Counts all windows again, as user-login has all of their logins");
            assertThat(clean).doesNotExist();
            assertThat(stats.resolve("offsets")).doesNotExist();
            JsonNode planned = Json.readTree(Files.readAllBytes(stats.resolve("rebuild.json")));
            assertThat(planned.get("state").asText()).isEqualTo("planned");
            assertThat(planned.has("floor")).isFalse();
            // Both partitions of the clean topic, which had two records.
            assertThat(planned.get("begins").get("0").asLong()
                            + planned.get("begins").get("1").asLong())
                    .isEqualTo(2);
            for (String topic : emptied) {
                assertThat(tail(broker, topic).lines()).isEmpty();
            }
            assertThat(tail(broker, "user-login").lines()).hasSize(1);
            assertThat(tail(broker, "user-login-stats").lines()).hasSize(2);

            // The job's clock is an hour behind. That does not matter.
            AtomicBoolean stop = new AtomicBoolean();
            Thread job = new Thread(() -> {
                while (!stop.get()) {
                    sendProgress(broker, 0, System.currentTimeMillis() - 3_600_000);
                }
            });
            sendProgress(broker, 0, System.currentTimeMillis());
            job.start();
            CommandRun refused = CommandRun.of(reset);
            stop.set(true);
            job.join();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("user_login_stats is running").hasLineCount(1);
            assertThat(stats).exists();
        }
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(directory.kafka(), 0);
    }

    private static KafkaSettings kafka(EmbeddedBroker broker) {
        return new KafkaSettings(broker.bootstrapServer(), null);
    }

    private static void createTopics(EmbeddedBroker broker) {
        try (TopicAdmin admin = new TopicAdmin(kafka(broker))) {
            admin.createMissing(SETTINGS);
        }
    }

    private Path checkpoint(String job) throws Exception {
        Path checkpoint = directory.path().resolve("checkpoints").resolve(job);
        Files.createDirectories(checkpoint.resolve("offsets"));
        return checkpoint;
    }

    private static void sendProgress(EmbeddedBroker broker, long lag, long atMillis) {
        Progress progress = Progress.of(JobName.STATS, atMillis).with(Progress.Input.UNKNOWN.withLag(lag));
        byte[] key = TestRecords.utf8(JobName.STATS);
        try {
            TestRecords.send(
                    broker, List.of(new ProducerRecord<>("user-login-progress", 0, key, ProgressJson.write(progress))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CommandRun tail(EmbeddedBroker broker, String topic) {
        return CommandRun.of("tail", topic, "--bootstrap-server", broker.bootstrapServer());
    }

    private static String config(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.get(name).value();
    }
}
