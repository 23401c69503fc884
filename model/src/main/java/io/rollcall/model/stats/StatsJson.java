package io.rollcall.model.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.ArrayList;
import java.util.List;

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
        if (!row.failures().isNone()) {
            json.put("failed_logins", row.failures().logins());
            json.put("failed_users", row.failures().users());
            json.set("failure_reasons", reasons(row.failures().reasons()));
        }
        return json;
    }

    /** Reasons of failed logins as JSON. */
    public static ArrayNode reasons(List<FailureReason> reasons) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        reasons.forEach(
                reason -> json.addObject().put("reason", reason.reason()).put("count", reason.logins()));
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
                Json.number(json, "distinct_devices"),
                failures(json));
    }

    private static Failures failures(JsonNode json) {
        if (!json.hasNonNull("failed_logins")) {
            return Failures.NONE;
        }
        List<FailureReason> reasons = new ArrayList<>();
        json.path("failure_reasons")
                .forEach(reason ->
                        reasons.add(new FailureReason(Json.text(reason, "reason"), Json.number(reason, "count"))));
        return new Failures(Json.number(json, "failed_logins"), Json.number(json, "failed_users"), reasons);
    }
}
