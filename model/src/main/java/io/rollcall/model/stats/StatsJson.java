package io.rollcall.model.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;

/** The JSON of a row of window statistics. */
public final class StatsJson {
    private StatsJson() {}

    /** A row as JSON. */
    public static byte[] write(WindowStats row) {
        return Json.bytes(tree(row));
    }

    /** A row as a JSON tree, to which the caller may add fields. */
    public static ObjectNode tree(WindowStats row) {
        ObjectNode json = Json.object();
        json.putObject("window")
                .put("start", IsoTime.format(row.window().startMillis()))
                .put("end", IsoTime.format(row.window().endMillis()));
        json.put("locale", row.locale());
        json.put("logins", row.logins());
        json.put("unique_users", row.uniqueUsers());
        json.put("distinct_devices", row.distinctDevices());
        return json;
    }

    /**
     * A row from its JSON.
     *
     * @throws IllegalArgumentException if it is not the JSON of a row
     */
    public static WindowStats read(byte[] value) {
        JsonNode json = Json.readTree(value);
        JsonNode window = json.path("window");
        return new WindowStats(
                new Window(Json.time(Json.text(window, "start")), Json.time(Json.text(window, "end"))),
                Json.text(json, "locale"),
                Json.number(json, "logins"),
                Json.number(json, "unique_users"),
                Json.number(json, "distinct_devices"));
    }
}
