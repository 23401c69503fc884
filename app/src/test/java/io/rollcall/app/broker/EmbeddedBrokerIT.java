package io.rollcall.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    private Path directory;

    @Test
    void restartOnTheSameDirectory_keepsRecords() throws Exception {
        Settings settings = Settings.defaults();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            try (TopicAdmin admin = new TopicAdmin(kafka(broker))) {
                admin.createMissing(settings);
            }
            TestRecords.send(broker, "user-login", "a", "b");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                TopicAdmin admin = new TopicAdmin(kafka(broker));
                TopicReader reader = new TopicReader(kafka(broker))) {
            assertThat(admin.createMissing(settings)).isEmpty();
            assertThat(reader.last(10, admin.partitions(List.of("user-login"))))
                    .extracting(ConsumerRecord::value)
                    .containsExactlyInAnyOrder(TestRecords.utf8("a"), TestRecords.utf8("b"));
        }
    }

    @Test
    void close_isQuick_whileClientsAreConnected() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        try (TopicAdmin admin = new TopicAdmin(kafka(broker))) {
            admin.createMissing(Settings.defaults());
            assertThat(admin.offsets(admin.partitions(List.of("user-login")), OffsetSpec.latest()))
                    .hasSize(2);
            long begin = System.nanoTime();
            broker.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void portInUse_isAnErrorThatSaysWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " is in use: stop the process that listens there, or choose another port with the"
                            + " variable ROLLCALL_UP_KAFKA_PORT (or up.kafka-port in the settings file)");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void directoryThatCannotBeCreated_isAnErrorThatSaysWhatToDo() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("kafka"), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot write the data directory")
                .hasMessageContaining("ROLLCALL_UP_DATA_DIR");
    }

    /** Its metadata is that of a Kafka to come, which this one knows, but does not admit. */
    @Test
    void directoryOfANewerKafka_isRefusedInOneLine() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(EmbeddedBrokerConfig.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setUnstableFeatureVersionsEnabled(true)
                .setSupportedFeatures(List.of(Feature.values()))
                .setReleaseVersion(MetadataVersion.latestTesting())
                .setControllerListenerName(EmbeddedBrokerConfig.CONTROLLER)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .run();
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("the topics in " + directory + " are of a newer Kafka (metadata version "
                        + MetadataVersion.latestTesting().featureLevel() + ", this one reads up to "
                        + MetadataVersion.latestProduction().featureLevel()
                        + "): start the version of Rollcall that made"
                        + " them, or choose another data directory with the variable ROLLCALL_UP_DATA_DIR (or"
                        + " up.data-dir in the settings file)");
    }

    private static KafkaSettings kafka(EmbeddedBroker broker) {
        return new KafkaSettings(broker.bootstrapServer(), null);
    }
}
