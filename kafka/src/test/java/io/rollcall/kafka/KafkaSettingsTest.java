package io.rollcall.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
    private static final String CONNECT_TIMEOUT = "socket.connection.setup.timeout.ms";

    @TempDir
    Path folder;

    @Test
    void theDefaultIsTheEmbeddedBrokerWithoutAFile() {
        assertThat(KafkaSettings.of(Settings.defaults())).isEqualTo(new KafkaSettings("localhost:29092", null));
    }

    @Test
    void theConnectionTimeoutIsTwoSeconds() {
        assertThat(new KafkaSettings("a:1,b:2", null).properties())
                .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", CONNECT_TIMEOUT, "2000"));
    }

    @Test
    void theFileOverridesEverythingButTheBootstrapServer() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), CONNECT_TIMEOUT + "=7000\nbootstrap.servers=c:3\nclient.id=x\n");
        assertThat(new KafkaSettings("a:1", file).properties())
                .isEqualTo(Map.of("bootstrap.servers", "a:1", CONNECT_TIMEOUT, "7000", "client.id", "x"));
    }

    @Test
    void producersSendOneRequestAtATime() {
        assertThat(new KafkaSettings("a:1", null).producerProperties())
                .containsEntry("max.in.flight.requests.per.connection", 1);
    }

    @Test
    void keyOrTrustStoreThatCannotBeUsed_isNamedWithTheOption() throws IOException {
        Path missing = folder.resolve("none.p12");
        Path damaged = Files.writeString(folder.resolve("damaged.p12"), "not a store");
        for (String store : List.of("truststore", "keystore")) {
            assertThat(refused(store, missing)).contains("there is no " + missing, "check the variable ROLLCALL_KAFKA_CONFIG");
            assertThat(refused(store, damaged)).contains("check the variable ROLLCALL_KAFKA_CONFIG").doesNotContain("\n");
        }
    }

    private String refused(String store, Path file) throws IOException {
        Path properties = Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SSL
                ssl.%1$s.type=PKCS12
                ssl.%1$s.location=%2$s
                ssl.%1$s.password=x
                """.formatted(store, file));
        return catchThrowableOfType(
                        UserError.class, () -> new TopicAdmin(new KafkaSettings("127.0.0.1:9", properties)).close())
                .getMessage();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path missing = folder.resolve("missing");
        KafkaSettings settings = new KafkaSettings("a:1", missing);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(settings::properties)
                .withMessageContaining(missing.toString())
                .withMessageContaining("ROLLCALL_KAFKA_CONFIG");
    }
}
