package io.rollcall.model.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of a progress record: one flat object, as {@code docs/contract.md} shows it. */
public final class ProgressJson {
    private ProgressJson() {}

    /** A progress record as UTF-8 JSON. */
    public static byte[] write(Progress progress) {
        return Json.bytes(tree(progress));
    }

    /** A progress record as a tree. What is null is left out. */
    public static ObjectNode tree(Progress progress) {
        ObjectNode json = Json.object();
        json.put("job", progress.job());
        json.put("batch", progress.batch().number());
        json.put("at", IsoTime.format(progress.atMillis()));
        json.put("input_rows", progress.batch().inputRows());
        json.put("rows_per_second", progress.batch().rowsPerSecond());
        json.put("batch_millis", progress.batch().millis());
        putTime(json, "horizon", progress.state().horizonMillis());
        putTime(json, "complete_through", progress.input().completeThroughMillis());
        json.put("dropped_rows", progress.losses().droppedRows());
        json.put("state_rows", progress.state().rows());
        json.put("state_bytes", progress.state().bytes());
        json.put("lag", progress.input().lag());
        json.put("catching_up", progress.input().catchingUp());
        json.put("lost_rows", progress.losses().lostRows());
        json.put("ahead_rows", progress.losses().aheadRows());
        if (progress.input().skippedRows() != null) {
            json.put("skipped_rows", progress.input().skippedRows());
        }
        if (progress.geoDatabase() != null) {
            json.put("geo_database", progress.geoDatabase());
        }
        if (progress.failure() != null) {
            json.put("failure", progress.failure());
        }
        if (!progress.pipeline().equals(Pipeline.UNKNOWN)) {
            json.set("pipeline", pipeline(progress.pipeline()));
        }
        putOffsets(json, "offsets", progress.input().offsets());
        if (!progress.input().firstOffsets().isEmpty()) {
            putOffsets(json, "first_offsets", progress.input().firstOffsets());
        }
        return json;
    }

    private static void putOffsets(ObjectNode json, String field, Map<Integer, Long> offsets) {
        ObjectNode all = json.putObject(field);
        new TreeMap<>(offsets).forEach((partition, offset) -> all.put(partition.toString(), offset));
    }

    private static ObjectNode pipeline(Pipeline pipeline) {
        ObjectNode json = Json.object();
        json.put("cluster", pipeline.cluster());
        ObjectNode settings = json.putObject("settings");
        new TreeMap<>(pipeline.settings()).forEach(settings::put);
        return json;
    }

    private static void putTime(ObjectNode json, String field, Long millis) {
        if (millis != null) {
            json.put(field, IsoTime.format(millis));
        }
    }

    /**
     * Reads a progress record.
     *
     * @throws IllegalArgumentException if the value is not a progress record
     */
    public static Progress read(byte[] value) {
        JsonNode json = Json.readTree(value);
        return new Progress(
                Json.text(json, "job"),
                Json.time(Json.text(json, "at")),
                readPipeline(json.path("pipeline")),
                new Progress.Batch(
                        Json.number(json, "batch"),
                        Json.number(json, "input_rows"),
                        json.path("rows_per_second").asDouble(),
                        Json.number(json, "batch_millis")),
                new Progress.Input(
                        Json.time(json, "complete_through"),
                        Json.number(json, "lag"),
                        json.path("catching_up").asBoolean(),
                        Json.offsets(json.path("offsets")),
                        json.hasNonNull("skipped_rows")
                                ? (Long) json.path("skipped_rows").asLong()
                                : null,
                        Json.offsets(json.path("first_offsets"))),
                new Progress.State(
                        Json.time(json, "horizon"), Json.number(json, "state_rows"), Json.number(json, "state_bytes")),
                new Progress.Losses(
                        Json.number(json, "dropped_rows"),
                        json.path("lost_rows").asLong(),
                        json.path("ahead_rows").asLong()),
                json.path("failure").asText(null),
                json.path("geo_database").asText(null));
    }

    /** Reports of versions that named no pipeline have none. */
    private static Pipeline readPipeline(JsonNode json) {
        if (!json.isObject()) {
            return Pipeline.UNKNOWN;
        }
        Map<String, String> settings = new TreeMap<>();
        json.path("settings")
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        return new Pipeline(json.path("cluster").asText(), settings);
    }
}
