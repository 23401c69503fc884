package io.rollcall.app.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import io.rollcall.source.mapping.Presets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the golden records of presets through the real job. */
class MappedLoginsIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NOTE = "skipped.json";
    private static final long LATENESS = Duration.ofMinutes(1).toMillis();
    private static final long TOLERANCE = Duration.ofSeconds(30).toMillis();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"okta, real-time", "okta, micro-batch", "cloudtrail, real-time", "entra, micro-batch"})
    void everyGoldenRecord_endsAsItsFileSays(String preset, String mode) throws Exception {
        List<GoldenRecord> cases = GoldenRecord.of(preset);
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.CLEAN_MODE, mode)
                .with(SettingKey.SOURCE, preset)) {
            send(pipeline, cases);
            pipeline.startClean();
            long skipped = GoldenRecord.skipped(cases);
            Progress report = awaitProcessed(pipeline, cases.size());
            assertThat(report.input().skippedRows()).isEqualTo(skipped);

            boolean hasElements = Presets.load(preset).hasElements();
            Map<String, String> expected = new TreeMap<>();
            for (int offset = 0; offset < cases.size(); offset++) {
                GoldenRecord golden = cases.get(offset);
                for (int i = 0; i < golden.elements().size(); i++) {
                    JsonNode element = golden.elements().get(i);
                    boolean whole = !hasElements
                            || element.path("mapping_error").asText().equals("each");
                    if (!element.has("skipped")) {
                        expected.put("0-" + offset + (whole ? "" : "-" + i), verdict(element, golden.kafkaMillis()));
                    }
                }
            }
            assertThat(actual(pipeline)).isEqualTo(expected);
        }
    }

    private static String verdict(JsonNode element, long kafkaMillis) {
        if (element.has("mapping_error")) {
            return "rejected mapping_error";
        }
        if (element.has("rejected")) {
            return "rejected " + element.get("rejected").asText();
        }
        long time = Instant.parse(element.get("time").asText()).toEpochMilli();
        if (time - TOLERANCE > kafkaMillis) {
            return "rejected future_timestamp";
        }
        Map<String, String> fields = new TreeMap<>();
        Map.of("user", "user_id", "time", "timestamp", "device_id", "device_id", "app_version", "app_version")
                .forEach((from, to) -> put(fields, to, element.path(from).asText(null)));
        Map.of("outcome", "outcome", "reason", "failure_reason", "event_id", "source_event_id")
                .forEach((from, to) -> put(fields, to, element.path(from).asText(null)));
        if (element.has("device")) {
            fields.put(
                    "device_type", element.get("device").asText().toLowerCase().replaceAll("\\s", ""));
        }
        fields.put("locale", element.path("locale").asText("UNK"));
        return (kafkaMillis - LATENESS > time ? "late " : "clean ") + fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static Map<String, String> actual(TestPipeline pipeline) {
        Map<String, String> actual = new TreeMap<>();
        pipeline.records(TOPICS.clean()).forEach(record -> login(actual, "clean ", record));
        pipeline.records(TOPICS.late()).forEach(record -> login(actual, "late ", record));
        pipeline.records(TOPICS.rejected()).forEach(record -> {
            JsonNode json = Json.readTree(record.value());
            String element = json.has("element") ? "-" + json.get("element").asInt() : "";
            actual.put(
                    json.get("partition").asInt() + "-" + json.get("offset").asLong() + element,
                    "rejected " + json.get("reason").asText());
        });
        return actual;
    }

    /** The addresses are another test's. */
    private static void login(Map<String, String> actual, String topic, ConsumerRecord<byte[], byte[]> record) {
        ObjectNode login = (ObjectNode) Json.readTree(record.value());
        String id = login.remove("event_id").asText();
        assertThat(new String(record.key(), UTF_8)).isEqualTo(id.split("-")[1]);
        login.remove("ip");
        Map<String, String> fields = new TreeMap<>();
        login.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        actual.put(id, topic + fields);
    }

    @Test
    void skippedRows_surviveAStop_andAKillBeforeTheyAreNoted() throws Exception {
        List<GoldenRecord> cases = GoldenRecord.of("okta");
        long skipped = GoldenRecord.skipped(cases);
        assertThat(skipped).isPositive();
        Path note = folder.resolve("checkpoints").resolve(JobName.CLEAN).resolve(NOTE);
        // Hadoop writes it or not, depending on the file system that this JVM has opened first.
        Path sum = note.resolveSibling("." + NOTE + ".crc");
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.CLEAN_MODE, "micro-batch")
                .with(SettingKey.SOURCE, "okta")) {
            send(pipeline, cases);
            pipeline.startClean();
            awaitProcessed(pipeline, cases.size());
            pipeline.stopJobs();
            byte[] first = Files.readAllBytes(note);

            send(pipeline, cases);
            pipeline.startClean();
            assertThat(awaitProcessed(pipeline, 2 * cases.size()).input().skippedRows())
                    .isEqualTo(2 * skipped);
            pipeline.stopJobs();

            // What a kill leaves that comes between the commit of the last batch and its note.
            Files.write(note, first);
            Files.deleteIfExists(sum);
            send(pipeline, cases.subList(0, 1));
            pipeline.startClean();
            long more = GoldenRecord.skipped(cases.subList(0, 1));
            assertThat(awaitProcessed(pipeline, 2 * cases.size() + 1).input().skippedRows())
                    .isEqualTo(2 * skipped + more);
            pipeline.stopJobs();

            Files.delete(note);
            Files.deleteIfExists(sum);
            send(pipeline, cases.subList(0, 1));
            pipeline.startClean();
            assertThat(awaitProcessed(pipeline, 2 * cases.size() + 2).input().skippedRows())
                    .isEqualTo(2 * skipped + 2 * more);
        }
    }

    /** Or else one record of thousands of bad elements would fill the topic. */
    @Test
    void onlyTheFirstRejectedElementOfARecord_holdsItsValue() throws Exception {
        Path mapping = Files.writeString(
                folder.resolve("ours.yaml"), "name: ours\neach: .events[]\nuser: .user | fromjson\ntime: .at\n");
        String record = "{\"events\":[{\"user\":\"(\"},{\"user\":\"(\"},{\"user\":\"(\"}]}";
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.CLEAN_MODE, "micro-batch")
                .with(SettingKey.SOURCE, mapping.toString())) {
            pipeline.send(List.of(
                    new ProducerRecord<>(TOPICS.raw(), 0, 1_700_000_000_000L, null, record.getBytes(UTF_8)),
                    new ProducerRecord<>(TOPICS.raw(), 0, 1_700_000_000_000L, null, record.getBytes(UTF_8))));
            pipeline.startClean();
            awaitProcessed(pipeline, 2);
            assertThat(pipeline.records(TOPICS.rejected()).stream()
                            .map(rejected -> Json.readTree(rejected.value()))
                            .map(json -> json.get("offset") + "-" + json.get("element") + " "
                                    + json.path("value").asText("none") + " " + json.has("value_truncated"))
                            .sorted())
                    .containsExactly(
                            "0-0 " + record + " false",
                            "0-1 none true",
                            "0-2 none true",
                            "1-0 " + record + " false",
                            "1-1 none true",
                            "1-2 none true");
        }
    }

    /** In Real-Time Mode a batch ends by the clock, so also between two elements of a record, sooner or later. */
    @Test
    void batchThatEndsAmidARecord_losesNoElement_andCountsWhatItSkipsOnce() throws Exception {
        int records = 40;
        int elements = 10_000;
        Path mapping = Files.writeString(
                folder.resolve("ours.yaml"), "name: ours\neach: .[]\nwhen: .login\nuser: .user\ntime: .at\n");
        String record = IntStream.range(0, elements)
                .mapToObj(i -> "{\"login\":" + (i % 2 == 0) + ",\"user\":\"u" + i + "\",\"at\":1700000000}")
                .collect(Collectors.joining(",", "[", "]"));
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.CLEAN_MODE, "real-time")
                .with(SettingKey.CLEAN_BATCH, "1s")
                .with(SettingKey.SOURCE, mapping.toString())) {
            pipeline.startClean();
            int sent = 0;
            int logins = 0;
            List<String> ids = List.of();
            while (ids.size() == logins && sent < 10 * records) {
                pipeline.send(Collections.nCopies(
                        records,
                        new ProducerRecord<>(TOPICS.raw(), 0, 1_700_000_000_000L, null, record.getBytes(UTF_8))));
                sent += records;
                logins = sent * elements / 2;
                assertThat(awaitProcessed(pipeline, sent).input().skippedRows()).isEqualTo(logins);
                ids = pipeline.records(TOPICS.clean()).stream()
                        .map(login ->
                                Json.readTree(login.value()).get("event_id").asText())
                        .toList();
                assertThat(new HashSet<>(ids).size()).isEqualTo(logins);
            }
            assertThat(ids.size()).as("with what a later batch repeats").isGreaterThan(logins);
        }
    }

    @Test
    void aCheckpointOfAnotherMapping_isRefused() throws Exception {
        Path same = folder.resolve("same.yaml");
        Files.writeString(same, "# ours\n" + Presets.text("okta").replaceFirst("(?m)^name: okta", "name: ours"));
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)) {
            pipeline.with(SettingKey.SOURCE, "okta").startClean();
            pipeline.stopJobs();
            for (String other : List.of("auth0", "")) {
                assertThatThrownBy(() -> pipeline.with(SettingKey.SOURCE, other).startClean())
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("source")
                        .hasMessageContaining("rollcall reset --job clean");
            }
            pipeline.with(SettingKey.SOURCE, same.toString()).startClean();
            pipeline.stopJobs();

            String builtIn = folder.resolve("built-in").toString();
            pipeline.with(SettingKey.SOURCE, "").startClean(builtIn).close();
            pipeline.with(SettingKey.SOURCE, "rollcall").startClean(builtIn).close();
            assertThatThrownBy(() -> pipeline.with(SettingKey.SOURCE, "okta").startClean(builtIn))
                    .hasMessageContaining("was made without source, not with source ");
        }
    }

    /** The last report of the clean job once it says that it has processed these many records of partition 0. */
    private static Progress awaitProcessed(TestPipeline pipeline, long records) {
        await().atMost(PATIENCE).until(() -> !pipeline.progress().isEmpty());
        return await().atMost(PATIENCE)
                .until(
                        () -> pipeline.lastReport(JobName.CLEAN),
                        report -> report.input().offsets().getOrDefault(0, 0L) >= records);
    }

    private static void send(TestPipeline pipeline, List<GoldenRecord> cases) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        long first = pipeline.records(TOPICS.raw()).size();
        for (GoldenRecord golden : cases) {
            byte[] key = Long.toString(first + records.size()).getBytes(UTF_8);
            records.add(new ProducerRecord<>(
                    TOPICS.raw(), 0, golden.kafkaMillis(), key, golden.record().getBytes(UTF_8)));
        }
        pipeline.send(records);
    }
}
