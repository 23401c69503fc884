package io.rollcall.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer without a broker. The module {@code app} tests it with one. */
class LoginProducerTest {
    @Test
    void unreachableKafka_isReportedInOneLine() throws IOException {
        String address = "127.0.0.1:" + freePort();
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(new KafkaSettings(address, null)))
                .withMessageStartingWith("cannot reach Kafka at " + address + ": no answer;")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void invalidAddress_isReportedInOneLine() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(new KafkaSettings("nonsense", null)))
                .withMessageStartingWith("cannot reach Kafka at nonsense: ");
    }

    @Test
    void invalidClientProperties_areReportedInOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SASL_SSL\n");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(new KafkaSettings("127.0.0.1:9", file)))
                .withMessageContainingAll("check the variable ROLLCALL_KAFKA_BOOTSTRAP_SERVER", "ROLLCALL_KAFKA_CONFIG")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private static void run(KafkaSettings kafka) {
        new LoginProducer(kafka, "user-login")
                .run(() -> null, LoginProducer.UNLIMITED_RATE, LoginProducer.UNLIMITED_COUNT, ProgressListener.NONE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
