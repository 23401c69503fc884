package io.rollcall.model.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.TreeMap;

/** The JSON of a progress record. */
public final class ProgressJson {
    private ProgressJson() {}

    /** A progress record. */
    public static byte[] write(Progress progress) {
        return Json.bytes(tree(progress));
    }

    /** A progress record as a tree; absent times are left out. */
    public static ObjectNode tree(Progress progress) {
        ObjectNode json = Json.object();
        json.put("job", progress.job());
        json.put("batch", progress.batch());
        json.put("at", IsoTime.format(progress.atMillis()));
        json.put("input_rows", progress.inputRows());
        json.put("rows_per_second", progress.rowsPerSecond());
        json.put("batch_millis", progress.batchMillis());
        if (progress.watermarkMillis() != null) {
            json.put("watermark", IsoTime.format(progress.watermarkMillis()));
        }
        if (progress.completeThroughMillis() != null) {
            json.put("complete_through", IsoTime.format(progress.completeThroughMillis()));
        }
        json.put("dropped_rows", progress.droppedRows());
        json.put("state_rows", progress.stateRows());
        json.put("state_bytes", progress.stateBytes());
        json.put("lag", progress.lag());
        json.put("catching_up", progress.catchingUp());
        json.put("lost_rows", progress.lostRows());
        ObjectNode offsets = json.putObject("offsets");
        new TreeMap<>(progress.offsets()).forEach((partition, next) -> offsets.put(partition.toString(), next));
        return json;
    }

    /** A progress record from its JSON. */
    public static Progress read(byte[] value) {
        JsonNode json = Json.readTree(value);
        return new Progress(
                Json.text(json, "job"),
                Json.number(json, "batch"),
                Json.time(Json.text(json, "at")),
                Json.number(json, "input_rows"),
                json.path("rows_per_second").asDouble(),
                Json.number(json, "batch_millis"),
                Json.time(json, "watermark"),
                Json.time(json, "complete_through"),
                Json.number(json, "dropped_rows"),
                Json.number(json, "state_rows"),
                Json.number(json, "state_bytes"),
                Json.number(json, "lag"),
                json.path("catching_up").asBoolean(),
                json.path("lost_rows").asLong(),
                Json.offsets(json.path("offsets")));
    }
}
