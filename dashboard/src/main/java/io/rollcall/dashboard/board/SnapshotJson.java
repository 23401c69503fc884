package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON forms of what the board answers. */
public final class SnapshotJson {
    private SnapshotJson() {}

    /** The body of {@code /api/snapshot}. */
    public static ObjectNode full(Snapshot snapshot) {
        ObjectNode json = summary(snapshot);
        ((ObjectNode) json.get("visits")).remove("by_locale");
        ArrayNode states = json.putArray("states");
        Map<String, Long> visits = snapshot.now().visitsByLocale();
        TreeSet<String> locales = new TreeSet<>(visits.keySet());
        locales.addAll(snapshot.byLocale().keySet());
        for (String locale : locales) {
            ObjectNode row = states.addObject().put("locale", locale);
            put(row, snapshot.byLocale().getOrDefault(locale, Totals.ZERO));
            row.put("visits", visits.getOrDefault(locale, 0L));
            if (snapshot.then() != null) {
                row.put("visits_then", snapshot.then().visitsByLocale().getOrDefault(locale, 0L));
            }
        }
        json.set("latest", snapshot.latest() == null ? null : StatsJson.tree(snapshot.latest()));
        return json;
    }

    /** The same without the states and the latest row, but with the visits of each locale. */
    public static ObjectNode summary(Snapshot snapshot) {
        Counts now = snapshot.now();
        ObjectNode json = Json.object();
        json.set("window", snapshot.window() == null ? null : window(snapshot.window(), snapshot.isFinal()));
        json.put("as_of", time(snapshot.asOfMillis()));
        json.put("complete_through", time(snapshot.completeThroughMillis()));
        put(json.putObject("totals"), snapshot.totals());
        ObjectNode visits =
                json.putObject("visits").put("total", now.visits()).put("since", time(snapshot.visitsSinceMillis()));
        ObjectNode byLocale = visits.putObject("by_locale");
        new TreeMap<>(now.visitsByLocale()).forEach(byLocale::put);
        ObjectNode rejected = json.putObject("rejected").put("total", now.rejectedTotal());
        rejected.set("by_reason", byReason(now));
        ObjectNode late = json.putObject("late").put("total", now.late());
        Counts then = snapshot.then();
        if (then != null) {
            visits.put("then", then.visits());
            rejected.put("then", then.rejectedTotal()).set("by_reason_then", byReason(then));
            late.put("then", then.late());
        }
        return json;
    }

    /** The body of {@code /api/windows}. */
    public static ObjectNode windows(List<WindowTotals> history) {
        ObjectNode json = Json.object();
        ArrayNode windows = json.putArray("windows");
        for (WindowTotals entry : history) {
            ObjectNode row = windows.addObject();
            row.set("window", window(entry.window(), entry.isFinal()));
            put(row, entry.totals());
        }
        return json;
    }

    /** The body of {@code /api/rates}. */
    public static ArrayNode rates(List<IrregularRate> rates) {
        ArrayNode array = Json.object().putArray("rates");
        rates.forEach(rate -> array.addObject()
                .put("start", IsoTime.format(rate.startMillis()))
                .put("rejected", rate.rejected())
                .put("late", rate.late()));
        return array;
    }

    private static ObjectNode byReason(Counts counts) {
        Map<String, Long> rest = new TreeMap<>(counts.rejected());
        ObjectNode byReason = Json.object();
        for (RejectReason reason : RejectReason.values()) {
            Long count = rest.remove(reason.wireName());
            if (count != null) {
                byReason.put(reason.wireName(), count);
            }
        }
        rest.forEach(byReason::put);
        return byReason;
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

    public static String time(Long millis) {
        return millis == null ? null : IsoTime.format(millis);
    }
}
