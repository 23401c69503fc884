package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Producers that write logins in transactions: committed ones count, aborted ones do not, and markers are no lag. */
class TransactionsIT {
    private static final String RAW = Topics.DEFAULT.raw();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"real-time,read_uncommitted", "micro-batch,read_committed"})
    void committedLoginsCount_abortedDoNot_andNothingWaitsForMarkers(String mode, String isolation) throws Exception {
        Path client = Files.writeString(folder.resolve("client.properties"), "isolation.level=" + isolation + "\n");
        try (TestPipeline pipeline = TestPipeline.start(folder)
                        .with(SettingKey.CLEAN_MODE, mode)
                        .with(SettingKey.KAFKA_CONFIG, client.toString());
                KafkaProducer<byte[], byte[]> producer = transactional(pipeline)) {
            pipeline.startClean();
            pipeline.startStats();
            send(producer, 20);
            producer.commitTransaction();
            send(producer, 30);
            producer.abortTransaction();
            send(producer, 1);
            producer.abortTransaction();

            pipeline.awaitAllCounted();
            await().atMost(PATIENCE).until(() -> newestClean(pipeline).input().lag() == 0);
            assertThat(pipeline.oracle().clean).hasSize(2 * 20);
            assertThat(pipeline.wrongRows()).isEmpty();

            long opened = System.currentTimeMillis();
            send(producer, 3);
            producer.flush();
            pipeline.send(TestRecords.logins(2, 5));
            // For as long as the transaction is open: its logins may still count, in windows of their own time.
            Progress later = await().atMost(PATIENCE)
                    .until(() -> newestClean(pipeline), progress -> progress.atMillis() > opened + 6_000);
            assertThat(later.input().lag()).isPositive();
            assertThat(later.input().completeThroughMillis()).isBetween(opened - 10, opened + 2_000);
            producer.commitTransaction();

            pipeline.awaitAllCounted();
            await().atMost(PATIENCE).until(() -> newestClean(pipeline).input().lag() == 0);
            assertThat(pipeline.oracle().clean).hasSize(2 * (20 + 3 + 5));
            assertThat(pipeline.wrongRows()).isEmpty();
            assertThat(newestClean(pipeline).losses().lostRows()).isZero();
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(TestPipeline pipeline) {
        Map<String, Object> properties = new HashMap<>(pipeline.kafka().producerProperties());
        properties.put("transactional.id", "others");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** Sends this many logins to each of the two partitions, in a new transaction. */
    private static void send(KafkaProducer<byte[], byte[]> producer, int each) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> login : TestRecords.logins(2, each)) {
            producer.send(new ProducerRecord<>(RAW, login.partition(), null, login.value()));
        }
    }

    private static Progress newestClean(TestPipeline pipeline) {
        List<Progress> all = pipeline.progress().stream()
                .map(record -> ProgressJson.read(record.value()))
                .filter(progress -> progress.job().equals(JobName.CLEAN))
                .toList();
        return all.get(all.size() - 1);
    }
}
