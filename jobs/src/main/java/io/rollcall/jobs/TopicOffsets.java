package io.rollcall.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Positions in a topic, next offset by partition, as Spark writes them: {@code {"topic":{"0":12,"1":7}}}. */
final class TopicOffsets {
    private TopicOffsets() {}

    static Map<Integer, Long> parse(String json, String topic) {
        JsonNode partitions =
                Json.readTree(json.getBytes(StandardCharsets.UTF_8)).path(topic);
        Map<Integer, Long> offsets = new TreeMap<>();
        partitions
                .properties()
                .forEach(p ->
                        offsets.put(Integer.valueOf(p.getKey()), p.getValue().longValue()));
        return offsets;
    }
}
