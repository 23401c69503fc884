package io.rollcall.dashboard.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.board.Changes;
import io.rollcall.dashboard.board.RejectedRecords;
import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.SnapshotJson;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.health.Health;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.Json;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Writes what viewers are told, once for all of them. Not safe for several threads. */
public final class StreamWriter {
    private static final int ROWS_AN_EVENT = 1000;
    private static final int NEWEST_REJECTED = 8;
    /** The newest rejected records, and how the server is, are told at most once in so many ms. */
    private static final long SELDOM_MILLIS = 1000;

    private final String instance;
    private final Supplier<Map<String, Component>> health;
    private final LongSupplier nowMillis;
    private long sequence;
    private boolean rejectedWaits;
    private long rejectedToldMillis;
    private String service = "";
    private long serviceToldMillis;

    /** How the server serves: its viewers, and the pause between updates (ms). */
    public record Service(int viewers, long tickMillis) {}

    /** A writer whose event ids begin with the instance, which tells them from those of a server before. */
    public StreamWriter(String instance, Supplier<Map<String, Component>> health, LongSupplier nowMillis) {
        this.instance = instance;
        this.health = health;
        this.nowMillis = nowMillis;
    }

    long sequence() {
        return sequence;
    }

    /** Leaves out a place in the stream, so that it cannot be resumed from before. */
    void skip() {
        sequence++;
    }

    /** The place of an event id of this instance; null for any other text, or null. */
    Long sequenceOf(String eventId) {
        if (eventId == null || !eventId.startsWith(instance + "-")) {
            return null;
        }
        try {
            return Long.parseLong(eventId.substring(instance.length() + 1));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What a viewer needs to know first: all numbers, and how far each job is. */
    public StreamEvent beginning(StatsBoard board, Service now) {
        StreamEvent.Builder events = new StreamEvent.Builder(instance);
        Snapshot snapshot = board.current();
        events.add(sequence, "snapshot", SnapshotJson.full(snapshot));
        addRows(events, false, snapshot.asOfMillis(), board.recentRows());
        board.jobs().values().forEach(report -> events.add(sequence, "progress", ProgressJson.tree(report.progress())));
        events.add(sequence, "rejected", rejected(board));
        events.add(sequence, "service", service(now));
        return events.build();
    }

    /** What changed since the last tick; null if nothing did. */
    public StreamEvent frame(StatsBoard board, Changes changes, Service now) {
        StreamEvent.Builder events = new StreamEvent.Builder(instance);
        addRows(events, true, changes.asOfMillis(), changes.rows());
        for (Progress progress : changes.progress()) {
            events.add(++sequence, "progress", ProgressJson.tree(progress));
        }
        rejectedWaits |= changes.rejected();
        long millis = nowMillis.getAsLong();
        if (rejectedWaits && millis - rejectedToldMillis >= SELDOM_MILLIS) {
            rejectedWaits = false;
            rejectedToldMillis = millis;
            events.add(++sequence, "rejected", rejected(board));
        }
        if (millis - serviceToldMillis >= SELDOM_MILLIS) {
            serviceToldMillis = millis;
            ObjectNode told = service(now);
            if (!Json.text(told).equals(service)) {
                service = Json.text(told);
                events.add(++sequence, "service", told);
            }
        }
        if (changes.any()) {
            ObjectNode summary = SnapshotJson.summary(board.current());
            summary.set("rates", SnapshotJson.rates(board.newestRates()));
            events.add(++sequence, "summary", summary);
        }
        return events.isEmpty() ? null : events.build();
    }

    private void addRows(StreamEvent.Builder events, boolean counted, Long asOf, List<WindowStats> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_AN_EVENT) {
            List<WindowStats> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AN_EVENT));
            ObjectNode body = Json.object().put("as_of", SnapshotJson.time(asOf));
            ArrayNode array = body.putArray("rows");
            some.forEach(row -> array.add(StatsJson.tree(row)));
            events.add(counted ? ++sequence : sequence, "stats", body);
        }
    }

    private static JsonNode rejected(StatsBoard board) {
        return RejectedRecords.feed(board.newestRejected(NEWEST_REJECTED));
    }

    private ObjectNode service(Service now) {
        return Health.troubles(health.get()).put("viewers", now.viewers()).put("tick_ms", now.tickMillis());
    }
}
