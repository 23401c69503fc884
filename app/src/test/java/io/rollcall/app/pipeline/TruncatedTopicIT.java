package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The raw topic loses its last records, as when a replica that lags behind becomes the leader: the broker starts again with
 * an older copy of the topic's logs. Other logins then take the offsets, and so the event ids, of those that were counted.
 */
class TruncatedTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String RAW = Topics.DEFAULT.raw();
    /** The note of the checkpoint about epochs and, on some file systems, its checksum. */
    private static final List<String> EPOCHS = List.of("epochs.json", ".epochs.json.crc");

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = TestPipeline.start(folder);
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void truncatedBetweenRuns_isRefused_orWaitsUntilTheOffsetsAreNew_andCountsTheLoss() throws IOException {
        pipeline.send(TestRecords.logins(2, 100));
        copyLogs(pipeline.brokerFolder(), folder.resolve("older"));
        pipeline.send(TestRecords.logins(2, 200));
        pipeline.startClean();
        awaitCleaned(300);
        pipeline.stopJobs();
        pipeline.restartBroker(kafka -> replaceLogs(folder.resolve("older"), kafka));

        assertRefused(0, 100, 300);
        pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "false");
        CompletableFuture<Void> started = CompletableFuture.runAsync(pipeline::startClean);
        await().atMost(PATIENCE).until(() -> pipeline.said().contains("waits until partition 0 of user-login is past"));
        pipeline.send(TestRecords.logins(2, 150));
        assertThat(started).isNotDone();
        pipeline.send(TestRecords.logins(2, 100));
        awaitCleaned(350);
        assertThat(lostRows()).isEqualTo(2 * 200);
        assertEachIdStandsForOneLogin(2 * (300 + 50));
    }

    @Test
    void truncatedAndFilledAgainWhileTheJobIsDown_isRefused_orCounted() throws IOException {
        pipeline.send(TestRecords.logins(2, 100));
        copyLogs(pipeline.brokerFolder(), folder.resolve("older"));
        pipeline.send(TestRecords.logins(2, 50));
        pipeline.startClean();
        awaitCleaned(150);
        long cleaned = System.currentTimeMillis();
        pipeline.stopJobs();
        pipeline.restartBroker(kafka -> replaceLogs(folder.resolve("older"), kafka));
        // Clocks may differ by 3 s, so a loss is known only if the job had processed the records longer ago.
        await().until(() -> System.currentTimeMillis() - cleaned > 3_500);
        pipeline.send(TestRecords.logins(2, 200));

        assertRefused(0, 100, 150);
        pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "false");
        pipeline.startClean();
        awaitCleaned(300);
        assertThat(lostRows()).isEqualTo(2 * 50);
        assertEachIdStandsForOneLogin(2 * (150 + 150));

        pipeline.stopJobs();
        pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "true");
        pipeline.startClean();
        pipeline.send(TestRecords.logins(2, 10));
        awaitCleaned(310);
        assertThat(lostRows()).isEqualTo(2 * 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real-time", "micro-batch"})
    void truncatedWhileTheJobRuns_waitsUntilTheOffsetsAreNew(String mode) throws IOException {
        pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "false").with(SettingKey.CLEAN_MODE, mode);
        pipeline.send(TestRecords.logins(2, 100));
        copyLogs(pipeline.brokerFolder(), folder.resolve("older"));
        pipeline.send(TestRecords.logins(2, 50));
        pipeline.startClean();
        awaitCleaned(150);
        pipeline.restartBroker(kafka -> replaceLogs(folder.resolve("older"), kafka));
        await().atMost(PATIENCE).until(() -> pipeline.said().contains("of user-login is past offset 150"));
        pipeline.send(TestRecords.logins(2, 70));
        awaitCleaned(170);
        assertThat(lostRows()).isEqualTo(2 * 50);
        assertEachIdStandsForOneLogin(2 * (150 + 20));
    }

    @Test
    void recordsOfABatchThatWasInterrupted_wereProcessedToo() throws IOException {
        pipeline.send(TestRecords.logins(2, 100));
        copyLogs(pipeline.brokerFolder(), folder.resolve("older"));
        pipeline.startClean();
        awaitCleaned(100);
        pipeline.stopJobs();
        pipeline.with(SettingKey.CLEAN_BATCH, "10s");
        pipeline.send(TestRecords.logins(2, 50));
        pipeline.startClean();
        await().atMost(PATIENCE)
                .until(() -> pipeline.records(Topics.DEFAULT.clean()).size() == 2 * 150);
        pipeline.stopJobs();
        pipeline.restartBroker(kafka -> replaceLogs(folder.resolve("older"), kafka));

        pipeline.with(SettingKey.CLEAN_BATCH, "1s");
        assertRefused(0, 100, 150);
        pipeline.with(SettingKey.FAIL_ON_DATA_LOSS, "false");
        pipeline.startClean();
        pipeline.send(TestRecords.logins(2, 80));
        awaitCleaned(180);
        assertThat(lostRows()).isEqualTo(2 * 50);
        assertEachIdStandsForOneLogin(2 * (150 + 30));
    }

    /** Each leader begins a new epoch, and the job goes on with its records before anything looks at the epochs. */
    @ParameterizedTest
    @ValueSource(strings = {"real-time", "micro-batch"})
    void aBrokerThatComesBackWithAllRecords_hasLostNone(String mode) throws IOException {
        pipeline.with(SettingKey.CLEAN_MODE, mode);
        Path checkpoint = folder.resolve("checkpoints/user_login_clean");
        pipeline.send(TestRecords.logins(2, 100));
        pipeline.startClean();
        awaitCleaned(100);
        Path before = Files.createDirectory(folder.resolve("before"));
        copyEpochs(checkpoint, before);
        pipeline.restartBroker(kafka -> {});
        pipeline.send(TestRecords.logins(2, 50));
        awaitCleaned(150);
        pipeline.stopJobs();

        copyEpochs(before, checkpoint);
        pipeline.startClean();
        pipeline.send(TestRecords.logins(2, 10));
        awaitCleaned(160);
        assertThat(lostRows()).isZero();
        assertEachIdStandsForOneLogin(2 * 160);
    }

    private static void copyEpochs(Path from, Path to) throws IOException {
        for (String note : EPOCHS) {
            if (Files.exists(from.resolve(note))) {
                Files.copy(from.resolve(note), to.resolve(note), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void assertRefused(int partition, long from, long to) {
        assertThatThrownBy(pipeline::startClean)
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(
                        "partition " + partition + " of user-login has lost its records from offset " + from,
                        "up to " + to,
                        "fail-on-data-loss",
                        "rollcall reset --job clean");
    }

    /** At least once, so a record may be there twice, but never two records of one id. */
    private void assertEachIdStandsForOneLogin(int logins) {
        Map<String, String> byId = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topics.DEFAULT.clean())) {
            String value = new String(record.value(), StandardCharsets.UTF_8);
            String before = byId.put(LoginJson.readClean(record.value()).id().toString(), value);
            assertThat(before == null || before.equals(value))
                    .as(value + " and " + before)
                    .isTrue();
        }
        assertThat(byId).hasSize(logins);
    }

    private void awaitCleaned(long offset) {
        await().atMost(PATIENCE).until(() -> pipeline.progress().stream()
                .map(record -> ProgressJson.read(record.value()))
                .filter(progress -> progress.job().equals(JobName.CLEAN))
                .reduce((before, after) -> after)
                .map(Progress::input)
                .filter(input -> input.offsets().equals(Map.of(0, offset, 1, offset)))
                .isPresent());
    }

    private long lostRows() {
        List<ConsumerRecord<byte[], byte[]>> reports = pipeline.progress();
        return ProgressJson.read(reports.get(reports.size() - 1).value())
                .losses()
                .lostRows();
    }

    /** Copies what a replica has of the raw topic. Indexes are left out: the broker makes them again. */
    private static void copyLogs(Path kafka, Path copy) throws IOException {
        for (Path partition : partitionsOfRaw(kafka)) {
            Path target = Files.createDirectories(copy.resolve(partition.getFileName()));
            for (Path file : filesOf(partition)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".log")
                        || name.equals("leader-epoch-checkpoint")
                        || name.equals("partition.metadata")) {
                    Files.copy(file, target.resolve(name));
                }
            }
        }
    }

    private static void replaceLogs(Path copy, Path kafka) {
        try {
            for (Path partition : partitionsOfRaw(kafka)) {
                for (Path file : filesOf(partition)) {
                    Files.delete(file);
                }
                for (Path file : filesOf(copy.resolve(partition.getFileName()))) {
                    Files.copy(file, partition.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> partitionsOfRaw(Path kafka) throws IOException {
        return filesOf(kafka).stream()
                .filter(folder -> folder.getFileName().toString().matches(RAW + "-[0-9]+"))
                .toList();
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
