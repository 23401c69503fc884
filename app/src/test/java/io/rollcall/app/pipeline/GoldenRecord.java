package io.rollcall.app.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.app.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A golden record of a preset.
 *
 * @param record as the source writes it
 * @param kafkaMillis its Kafka timestamp, ms: it reaches Kafka when its first login happens
 * @param elements what becomes of each of its elements
 */
record GoldenRecord(String record, long kafkaMillis, List<JsonNode> elements) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WITHOUT_TIME_MILLIS = 1_763_906_600_000L;

    /** The golden records of a preset. */
    static List<GoldenRecord> of(String preset) throws IOException {
        Path files =
                Repository.root().resolve("source/src/test/resources/sources").resolve(preset);
        List<String> records = Files.readAllLines(files.resolve("records.ndjson"));
        List<String> expected = Files.readAllLines(files.resolve("expected.ndjson"));
        List<GoldenRecord> golden = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            List<JsonNode> elements = new ArrayList<>();
            JSON.readTree(expected.get(i)).forEach(elements::add);
            long kafkaMillis = elements.stream()
                    .filter(element -> element.has("time"))
                    .map(element -> Instant.parse(element.get("time").asText()).toEpochMilli())
                    .findFirst()
                    .orElse(WITHOUT_TIME_MILLIS);
            golden.add(new GoldenRecord(records.get(i), kafkaMillis, elements));
        }
        return golden;
    }

    /** How many records and elements are skipped, because they are no logins. */
    static long skipped(List<GoldenRecord> records) {
        return records.stream().mapToLong(GoldenRecord::skipped).sum();
    }

    private long skipped() {
        return elements.isEmpty()
                ? 1
                : elements.stream().filter(element -> element.has("skipped")).count();
    }
}
