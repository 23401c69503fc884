package io.rollcall.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.command.CommandRun;
import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailIT {
    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        try (TopicAdmin admin = new TopicAdmin(new KafkaSettings(broker.bootstrapServer(), null))) {
            admin.createMissing(Settings.defaults());
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void withoutOptions_showsTheLastTenOverAllPartitions_oldestFirst() throws Exception {
        String[] values = new String[25];
        for (int i = 0; i < values.length; i++) {
            values[i] = "value-" + i;
        }
        TestRecords.send(broker, "user-login", values);
        List<String> lines = tail("user-login").lines();
        assertThat(lines).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(lines.get(i)).contains("value-" + (15 + i));
        }
        assertThat(tail("--topic", "user-login", "-n", "3").lines()).hasSize(3);
        assertThat(tail("user-login", "-n", "0").lines()).isEmpty();
        assertThat(tail("user-login", "--from", "beginning").lines()).hasSize(25);
        assertThat(tail("user-login", "--from", "beginning", "-n", "4").lines()).hasSize(4);
    }

    @Test
    void anyBytes_areShownOnOneLine() throws Exception {
        ProducerRecord<byte[], byte[]> odd =
                new ProducerRecord<>("user-login-late", 0, new byte[] {(byte) 0xff, 1}, null);
        odd.headers().add(new RecordHeader("h", new byte[] {0, (byte) 0x80}));
        odd.headers().add(new RecordHeader("h", null));
        TestRecords.send(
                broker,
                List.of(odd, new ProducerRecord<>("user-login-late", 1, null, TestRecords.utf8("a\nb\u001b[31mé"))));
        assertThat(tail("user-login-late").lines()).hasSize(2);
        assertThat(tail("user-login-late").out())
                .doesNotContain("\u001b")
                .contains("a\\u000ab", "é", "0xff01 (2 bytes)", "h=0x0080 (2 bytes)");

        List<String> json = tail("user-login-late", "-o", "json").lines();
        var first = Json.readTree(json.get(0).getBytes(StandardCharsets.UTF_8));
        assertThat(first.get("key_base64").asText()).isEqualTo("/wE=");
        assertThat(first.get("value").isNull()).isTrue();
        assertThat(first.get("headers").toString())
                .isEqualTo("[{\"key\":\"h\",\"value_base64\":\"AIA=\"},{\"key\":\"h\",\"value\":null}]");
        var second = Json.readTree(json.get(1).getBytes(StandardCharsets.UTF_8));
        assertThat(second.get("value").asText()).isEqualTo("a\nb\u001b[31mé");
        assertThat(second.get("offset").asLong()).isZero();
    }

    @Test
    void unknownTopic_namesSimilarOnes() {
        CommandRun run = tail("user-logn-stats");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rollcall: there is no topic 'user-logn-stats': did you mean user-login-stats")
                .hasLineCount(1);
    }

    private static CommandRun tail(String... args) {
        List<String> all = new ArrayList<>(List.of("tail", "--bootstrap-server", broker.bootstrapServer()));
        all.addAll(List.of(args));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
