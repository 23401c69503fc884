package io.rollcall.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.IsoTime;
import io.rollcall.model.Json;
import io.rollcall.model.RejectReason;
import io.rollcall.model.Window;
import java.util.List;

/** The JSON forms of what the board answers. */
final class SnapshotJson {
    private SnapshotJson() {}

    /** The body of {@code /api/snapshot}. */
    static ObjectNode full(Snapshot snapshot) {
        ObjectNode json = summary(snapshot);
        ArrayNode states = json.putArray("states");
        for (Snapshot.State state : snapshot.states()) {
            ObjectNode row = states.addObject().put("locale", state.locale());
            put(row, state.totals());
            row.put("visits", state.visits());
        }
        json.set("latest", snapshot.latest() == null ? null : Json.tree(snapshot.latest()));
        return json;
    }

    /** The same without the states and the latest row. */
    static ObjectNode summary(Snapshot snapshot) {
        ObjectNode json = Json.object();
        json.set("window", snapshot.window() == null ? null : window(snapshot.window(), snapshot.isFinal()));
        json.put("as_of", time(snapshot.asOfMillis()));
        json.put("complete_through", time(snapshot.completeThroughMillis()));
        put(json.putObject("totals"), snapshot.totals());
        json.putObject("visits").put("total", snapshot.visits()).put("since", time(snapshot.visitsSinceMillis()));
        putRejected(json.putObject("rejected"), snapshot);
        json.putObject("late").put("total", snapshot.late());
        return json;
    }

    /** The body of {@code /api/windows}. */
    static ObjectNode windows(List<WindowTotals> history) {
        ObjectNode json = Json.object();
        ArrayNode windows = json.putArray("windows");
        for (WindowTotals entry : history) {
            ObjectNode row = windows.addObject();
            row.set("window", window(entry.window(), entry.isFinal()));
            put(row, entry.totals());
        }
        return json;
    }

    private static void putRejected(ObjectNode json, Snapshot snapshot) {
        json.put(
                "total",
                snapshot.rejected().values().stream().mapToLong(Long::longValue).sum());
        ObjectNode byReason = json.putObject("by_reason");
        for (RejectReason reason : RejectReason.values()) {
            Long count = snapshot.rejected().get(reason.wireName());
            if (count != null) {
                byReason.put(reason.wireName(), count);
            }
        }
        snapshot.rejected().keySet().stream()
                .filter(reason -> !byReason.has(reason))
                .sorted()
                .forEach(reason -> byReason.put(reason, snapshot.rejected().get(reason)));
    }

    private static ObjectNode window(Window window, boolean isFinal) {
        return Json.object()
                .put("start", IsoTime.format(window.startMillis()))
                .put("end", IsoTime.format(window.endMillis()))
                .put("final", isFinal);
    }

    private static void put(ObjectNode json, Totals totals) {
        json.put("logins", totals.logins())
                .put("unique_users", totals.uniqueUsers())
                .put("distinct_devices", totals.distinctDevices());
    }

    static String time(Long millis) {
        return millis == null ? null : IsoTime.format(millis);
    }
}
