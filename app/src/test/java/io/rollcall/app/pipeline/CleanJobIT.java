package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.GoldenCases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs all golden cases through the real job, each with its Kafka timestamp. */
class CleanJobIT {
    private static final Topics TOPICS = Topics.DEFAULT;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"real-time", "micro-batch"})
    void everyGoldenCase_endsOnTheTopicOfTheContract(String mode) throws Exception {
        JsonNode cases = GoldenCases.cleaning();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder).with(SettingKey.CLEAN_MODE, mode)) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            cases.forEach(golden -> records.add(new ProducerRecord<>(
                    TOPICS.raw(),
                    0,
                    golden.get("kafka_timestamp").longValue(),
                    golden.get("name").asText().getBytes(StandardCharsets.UTF_8),
                    GoldenCases.rawValue(golden))));
            pipeline.send(records);
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Map<String, String> actual = new TreeMap<>();
            pipeline.records(TOPICS.clean()).forEach(r -> actual.put(name(r), "clean " + login(r)));
            pipeline.records(TOPICS.late()).forEach(r -> actual.put(name(r), "late " + login(r)));
            pipeline.records(TOPICS.rejected())
                    .forEach(r -> actual.put(
                            name(r),
                            "rejected " + Json.readTree(r.value()).get("reason").asText()));
            Map<String, String> expected = new TreeMap<>();
            cases.forEach(golden -> expected.put(golden.get("name").asText(), outcome(golden)));
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static String outcome(JsonNode golden) {
        for (String topic : List.of("clean", "late")) {
            if (golden.has(topic)) {
                return topic + " " + sorted(golden.get(topic));
            }
        }
        return "rejected " + golden.get("rejected").asText();
    }

    private static String login(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode login = (ObjectNode) Json.readTree(record.value());
        assertThat(login.remove("event_id").asText()).matches("0-[0-9]+");
        return sorted(login);
    }

    private static String sorted(JsonNode login) {
        Map<String, String> fields = new TreeMap<>();
        login.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields.toString();
    }

    private static String name(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
