package io.rollcall.jobs.checkpoint;

import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Offsets as Spark's Kafka source writes them: {@code {"topic":{"0":12,"1":7}}}. */
public final class SparkOffsets {
    private SparkOffsets() {}

    /**
     * The offsets of one topic by partition; empty if the JSON does not name the topic.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static Map<Integer, Long> parse(String json, String topic) {
        return Json.offsets(Json.readTree(json.getBytes(StandardCharsets.UTF_8)).path(topic));
    }
}
