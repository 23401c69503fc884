package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code produce --file} against a broker. */
class ProduceIT {
    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void restampedRecording_longerThanTheLateness_isSentInRealTime_andCountsWhole() throws Exception {
        CommandRun run = produce(recording(1, 4), "lateness: 11s\nfuture-tolerance: 1s\n", "--restamp");
        assertThat(run.lines()).containsExactly("4 records acknowledged");
        assertThat(run.err()).startsWith("sends each of 4 records at its time, which takes 0 min 3 s, until 20");
        List<ConsumerRecord<byte[], byte[]>> sent = last(4);
        assertThat(sent).allSatisfy(record -> assertThat(record.timestamp() - 1_000 * seconds(record))
                .as("time from event to Kafka, ms")
                .isBetween(0L, 5_000L));
        assertThat(seconds(sent.get(3)) - seconds(sent.get(0))).isEqualTo(3);
    }

    @Test
    void restampedRecording_withinTheLateness_endsNow_andIsSentAtOnce() throws Exception {
        long before = System.currentTimeMillis() / 1_000;
        CommandRun run = produce(recording(10, 6), "", "--restamp");
        assertThat(run.lines()).containsExactly("6 records acknowledged");
        assertThat(run.err()).isEmpty();
        List<ConsumerRecord<byte[], byte[]>> sent = last(6);
        assertThat(seconds(sent.get(5))).isBetween(before - 1, System.currentTimeMillis() / 1_000);
        assertThat(seconds(sent.get(5)) - seconds(sent.get(0))).isEqualTo(50);
    }

    @Test
    void restampedRecording_atARate_getsTheTimesOfItsSending() throws Exception {
        CommandRun run = produce(recording(3_600, 20), "", "--restamp", "--rate", "40");
        assertThat(run.lines()).containsExactly("20 records acknowledged");
        assertThat(seconds(last(20).get(19)) - seconds(last(20).get(0))).isLessThanOrEqualTo(30);
    }

    @Test
    void recordsThatWillNotBeCounted_areSaidAtTheEnd() throws Exception {
        CommandRun run = produce("""
                {"user_id":"a","timestamp":1694479551}
                {"user_id":"b","timestamp":4000000000}
                {"user_id":"c","timestamp":4000000000}
                {"locale":"UT"}
                """, "");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2).first().isEqualTo("4 records acknowledged");
        assertThat(run.lines().get(1))
                .startsWith("4 of them will not be counted: 1 missing_user_id (user_id is missing")
                .contains(", 2 future_timestamp (")
                .endsWith(", 1 late (older than 60 s)");
    }

    @Test
    void fileThatIsNoNdjson_isRefused_unlessInsistedOn() throws Exception {
        CommandRun refused = produce("{\n  \"user_id\": \"a\"\n}\n", "");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines()).singleElement().asString().contains("several lines", "jq -c .");
        CommandRun sent = produce("{\n  \"user_id\": \"a\"\n}\n", "", "--unchecked");
        assertThat(sent.lines()).hasSize(2).first().isEqualTo("3 records acknowledged");
        assertThat(sent.lines().get(1)).startsWith("3 of them will not be counted: 3 malformed_json (");
    }

    private static String recording(int secondsApart, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"user_id\":\"u\",\"timestamp\":")
                    .append(1_694_479_551L + i * secondsApart)
                    .append("}\n");
        }
        return lines.toString();
    }

    private static CommandRun produce(String file, String settings, String... options) throws Exception {
        Path recording = Files.writeString(Files.createTempFile(folder, "logins", ".ndjson"), file);
        Path yaml = Files.writeString(Files.createTempFile(folder, "settings", ".yaml"), settings);
        List<String> all = new ArrayList<>(List.of("produce", "--file", recording.toString()));
        all.addAll(List.of(options));
        all.addAll(List.of("--config", yaml.toString(), "--bootstrap-server", broker.bootstrapServer()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** The last records of the raw topic, by Kafka timestamp. */
    private static List<ConsumerRecord<byte[], byte[]>> last(int count) {
        KafkaSettings kafka = new KafkaSettings(broker.bootstrapServer(), null);
        try (TopicReader reader = new TopicReader(kafka);
                TopicAdmin admin = new TopicAdmin(kafka)) {
            return reader.last(count, admin.partitions(List.of(Topics.DEFAULT.raw())));
        }
    }

    private static long seconds(ConsumerRecord<byte[], byte[]> record) {
        return Json.readTree(record.value()).path("timestamp").asLong();
    }
}
