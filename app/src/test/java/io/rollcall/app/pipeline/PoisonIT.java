package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that a broker accepts, and that once stopped the clean job for good. */
class PoisonIT {
    private static final String RAW = Topics.DEFAULT.raw();
    private static final long NOW = System.currentTimeMillis();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"real-time", "micro-batch"})
    void noRecordThatTheBrokerAccepts_stopsTheJob(String mode) throws Exception {
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder).with(SettingKey.CLEAN_MODE, mode)) {
            allowAnyTimestamp(pipeline);
            sendPoison(pipeline);
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();

            List<ConsumerRecord<byte[], byte[]>> rejected = pipeline.records(Topics.DEFAULT.rejected());
            assertThat(rejected)
                    .hasSize(pipeline.oracle().rejectedByReason.values().stream()
                            .mapToInt(Collection::size)
                            .sum());
            JsonNode spaces = rejected.stream()
                    .map(record -> Json.readTree(record.value()))
                    .filter(login -> login.path("value").asText().startsWith(" "))
                    .findFirst()
                    .orElseThrow();
            assertThat(spaces.get("detail").asText()).contains("longer than 1 MiB");
            assertThat(spaces.get("value_truncated").booleanValue()).isTrue();
            assertThat(spaces.get("value").asText()).hasSize(256 * 1024);
            // head -c 8388608 /dev/zero | sha256sum
            assertThat(pipeline.records(Topics.DEFAULT.clean()))
                    .extracting(record -> record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8))
                    .contains("sha256:2daeb1f36095b44b318410b3f4e8b5d989dcc7bb023d1426c492dab0a3053e74");
        }
    }

    /** Each is followed by a login, so that a job that stops at it leaves something to be counted. */
    private static void sendPoison(TestPipeline pipeline) {
        byte[] login = login("u");
        byte[] spaces = new byte[32 << 20];
        Arrays.fill(spaces, (byte) ' ');
        byte[] escaped = new byte[900_000];
        Arrays.fill(escaped, (byte) 1);
        byte[] padded = Arrays.copyOf(spaces, 1 << 20);
        System.arraycopy(login, 0, padded, (1 << 20) - login.length, login.length);
        List<ProducerRecord<byte[], byte[]>> poison = new ArrayList<>();
        poison.add(new ProducerRecord<>(RAW, 0, NOW, new byte[8 << 20], login));
        poison.add(new ProducerRecord<>(RAW, 0, NOW, null, spaces));
        poison.add(new ProducerRecord<>(RAW, 1, NOW, null, spaces, List.of(new RecordHeader("h", new byte[1 << 20]))));
        poison.add(new ProducerRecord<>(RAW, 0, NOW, null, escaped));
        poison.add(new ProducerRecord<>(RAW, 0, NOW, null, padded));
        poison.add(new ProducerRecord<>(RAW, 1, NOW, null, new byte[] {(byte) 0xFF, 'R', 'V'}));
        poison.add(new ProducerRecord<>(
                RAW, 1, NOW, null, "\ud83d\ude00".repeat(300_000).getBytes(StandardCharsets.UTF_8)));
        poison.add(new ProducerRecord<>(RAW, 1, Long.MAX_VALUE / 2, null, login));
        poison.add(new ProducerRecord<>(RAW, 0, 0L, null, login));
        Map<String, Object> properties = new HashMap<>(pipeline.kafka().producerProperties());
        properties.putAll(Map.of("compression.type", "gzip", "max.request.size", 64 << 20, "buffer.memory", 128 << 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : poison) {
                producer.send(record).get();
                producer.send(new ProducerRecord<>(RAW, record.partition(), NOW, null, login("after")))
                        .get();
            }
        } catch (Exception e) {
            throw new AssertionError("the broker accepts all of these", e);
        }
    }

    private static byte[] login(String user) {
        return TestRecords.utf8("{\"user_id\":\"" + user + "\",\"locale\":\"UT\",\"timestamp\":" + NOW + "}");
    }

    /** As before Kafka 3.6, and on topics that turn the check off since. */
    private static void allowAnyTimestamp(TestPipeline pipeline) throws Exception {
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            ConfigEntry any = new ConfigEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, RAW),
                            List.of(new AlterConfigOp(any, OpType.SET))))
                    .all()
                    .get();
        }
    }
}
