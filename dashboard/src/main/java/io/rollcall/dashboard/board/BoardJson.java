package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.history.LocaleGroup;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the board's answers as JSON, in the forms that docs/api.yaml describes. */
public final class BoardJson {
    private BoardJson() {}

    /** The body of {@code /api/snapshot}. @param serverMillis the time of the server's clock, ms since the epoch */
    public static ObjectNode full(Snapshot snapshot, long serverMillis) {
        ObjectNode json = summary(snapshot, serverMillis);
        ((ObjectNode) json.get("visits")).remove("by_locale");
        ArrayNode states = json.putArray("states");
        Map<String, Long> visits = snapshot.counts().visitsByLocale();
        TreeSet<String> locales = new TreeSet<>(visits.keySet());
        locales.addAll(snapshot.byLocale().keySet());
        for (String locale : locales) {
            Totals totals = snapshot.byLocale().getOrDefault(locale, Totals.ZERO);
            states.add(place(snapshot, locale, Set.of(locale), totals));
        }
        json.set("latest", snapshot.latest() == null ? null : StatsJson.tree(snapshot.latest()));
        return json;
    }

    /** The numbers of a place that consists of these locales. */
    private static ObjectNode place(Snapshot snapshot, String name, Set<String> locales, Totals totals) {
        ObjectNode row = Json.object().put("locale", name);
        put(row, totals, snapshot.hasOutcomes());
        if (haveReasons(snapshot)) {
            row.set("failure_reasons", StatsJson.reasons(snapshot.failures().of(locales)));
        }
        row.put("visits", snapshot.counts().visitsOf(locales));
        if (snapshot.countsThen() != null) {
            row.put("visits_then", snapshot.countsThen().visitsOf(locales));
        }
        return row;
    }

    /** The body of {@code /api/snapshot} for a range. @param serverMillis the time of the server's clock, ms since the epoch */
    public static ObjectNode range(RangeSnapshot range, long serverMillis) {
        return full(range.snapshot(), serverMillis).put("whole", range.isWhole());
    }

    /** A stretch of event time as {@code from} and {@code to}; null stays null. */
    public static ObjectNode stretch(Window stretch) {
        return stretch == null
                ? null
                : Json.object().put("from", time(stretch.startMillis())).put("to", time(stretch.endMillis()));
    }

    /** The snapshot without states and latest row, but with the visits per locale: the {@code summary} event. */
    public static ObjectNode summary(Snapshot snapshot, long serverMillis) {
        CumulativeCounts counts = snapshot.counts();
        ObjectNode json = Json.object();
        json.set(
                "window",
                snapshot.window() == null ? null : window(snapshot.window(), snapshot.isFinal(), snapshot.isFull()));
        json.put("as_of", time(snapshot.asOfMillis()));
        json.put("complete_through", time(snapshot.completeThroughMillis()));
        json.put("server_time", time(serverMillis));
        json.put("reading", snapshot.isReading());
        json.put("held_apart", snapshot.heldApart());
        json.put("history_from", time(snapshot.historyFromMillis()));
        json.put("has_outcomes", snapshot.hasOutcomes());
        ObjectNode totals = json.putObject("totals");
        put(totals, snapshot.totals(), snapshot.hasOutcomes());
        if (haveReasons(snapshot)) {
            totals.set("failure_reasons", StatsJson.reasons(snapshot.failures().nationwide()));
        }
        ObjectNode visits =
                json.putObject("visits").put("total", counts.visits()).put("since", time(snapshot.visitsSinceMillis()));
        ObjectNode byLocale = visits.putObject("by_locale");
        new TreeMap<>(counts.visitsByLocale()).forEach(byLocale::put);
        LocaleGroup group = snapshot.unitedStates();
        if (!group.isEmpty()) {
            json.set("united_states", place(snapshot, group.name(), group.locales(), snapshot.ofUnitedStates()));
        }
        ObjectNode rejected = json.putObject("rejected").put("total", counts.rejectedTotal());
        rejected.set("by_reason", byReason(counts));
        ObjectNode late = json.putObject("late").put("total", counts.late());
        CumulativeCounts then = snapshot.countsThen();
        if (then != null) {
            visits.put("then", then.visits());
            rejected.put("then", then.rejectedTotal()).set("by_reason_then", byReason(then));
            late.put("then", then.late());
        }
        return json;
    }

    private static boolean haveReasons(Snapshot snapshot) {
        return snapshot.hasOutcomes() && snapshot.failures().isKnown();
    }

    /** The body of {@code /api/windows}. @param hasOutcomes whether the source tells how logins end */
    public static ObjectNode windows(List<WindowTotals> windows, boolean hasOutcomes) {
        ObjectNode json = Json.object();
        ArrayNode rows = json.putArray("windows");
        for (WindowTotals window : windows) {
            ObjectNode row = rows.addObject();
            row.set("window", window(window.window(), window.isFinal(), window.isFull()));
            put(row, window.totals(), hasOutcomes);
        }
        return json;
    }

    /** The {@code rates} of {@code /api/rates} and of the {@code summary} event. */
    public static ArrayNode rates(List<RejectedAndLateRate> rates) {
        ArrayNode array = Json.object().putArray("rates");
        rates.forEach(rate -> array.addObject()
                .put("start", IsoTime.format(rate.startMillis()))
                .put("rejected", rate.rejected())
                .put("late", rate.late()));
        return array;
    }

    /** The body of {@code /api/rejected} and of the {@code rejected} event. */
    public static ObjectNode rejected(List<JsonNode> records) {
        ObjectNode json = Json.object();
        json.putArray("rejected").addAll(records);
        return json;
    }

    /** Known reasons come first, in the order of the cleaning rules. Null if the counts are not known. */
    private static ObjectNode byReason(CumulativeCounts counts) {
        if (counts.rejected() == null) {
            return null;
        }
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

    private static ObjectNode window(Window window, boolean isFinal, boolean isFull) {
        return Json.object()
                .put("start", IsoTime.format(window.startMillis()))
                .put("end", IsoTime.format(window.endMillis()))
                .put("final", isFinal)
                .put("full", isFull);
    }

    /** Puts numbers; those of failed logins only if the source tells how logins end. */
    public static void put(ObjectNode json, Totals totals, boolean hasOutcomes) {
        json.put("logins", totals.logins())
                .put("unique_users", totals.uniqueUsers())
                .put("distinct_devices", totals.distinctDevices());
        if (hasOutcomes) {
            json.put("failed_logins", totals.failedLogins()).put("failed_users", totals.failedUsers());
        }
    }

    /** A time (ms since the epoch) in ISO-8601, or null. */
    public static String time(Long millis) {
        return millis == null ? null : IsoTime.format(millis);
    }
}
