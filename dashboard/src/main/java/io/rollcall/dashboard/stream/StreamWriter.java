package io.rollcall.dashboard.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.access.Masks;
import io.rollcall.dashboard.board.BoardChanges;
import io.rollcall.dashboard.board.BoardJson;
import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.health.Health;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Role;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes the events of the stream, once for all viewers. Not thread-safe: the hub calls it under its lock. Public for
 * the HTTP server only, which creates it.
 */
public final class StreamWriter {
    private static final int ROWS_PER_EVENT = 1000;
    private static final int NEWEST_REJECTED = 8;
    /** Shortest time between two {@code rejected} events, and between two {@code service} events. */
    private static final long MIN_PAUSE_MILLIS = 1000;

    private final String instance;
    private final Supplier<Map<String, Component>> health;
    private final LongSupplier nowMillis;
    private final Masks masks;
    private final Set<Role> roles;
    private long sequence;
    private boolean rejectedPending;
    private long rejectedSentMillis;
    /** The last {@code service} event sent. */
    private String service = "";

    private long serviceCheckedMillis;

    /** The connected viewers, and the pause between ticks (ms). */
    record ServerLoad(int viewers, long tickMillis) {}

    /**
     * A writer whose event ids start with the instance, so that those of an earlier run of the server do not match.
     *
     * @param roles those that viewers can have
     */
    public StreamWriter(
            String instance,
            Supplier<Map<String, Component>> health,
            LongSupplier nowMillis,
            Masks masks,
            Set<Role> roles) {
        this.instance = instance;
        this.health = health;
        this.nowMillis = nowMillis;
        this.masks = masks;
        this.roles = roles;
    }

    long sequence() {
        return sequence;
    }

    /** Skips a sequence number, so that viewers cannot resume from before it. */
    void skip() {
        sequence++;
    }

    /** The sequence number in an event id of this instance; null for null and any other text. */
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

    /** The first events of a connection: everything that a viewer needs before it can follow the changes. */
    StreamUpdate initial(StatsBoard board, ServerLoad load) {
        StreamUpdate.Builder events = new StreamUpdate.Builder(instance, roles);
        Snapshot snapshot = board.current();
        addNumbers(events, sequence, "snapshot", BoardJson.full(snapshot, nowMillis.getAsLong()));
        addRows(events, false, snapshot.asOfMillis(), board.recentRows());
        board.jobs().values().forEach(report -> events.add(sequence, "progress", ProgressJson.tree(report.progress())));
        events.addFor(sequence, "rejected", rejected(board));
        events.add(sequence, "service", service(load));
        return events.build();
    }

    /** The events of a tick; null if there are none. */
    StreamUpdate changes(StatsBoard board, BoardChanges changes, ServerLoad load) {
        StreamUpdate.Builder events = new StreamUpdate.Builder(instance, roles);
        addRows(events, true, changes.asOfMillis(), changes.rows());
        for (Progress progress : changes.progress()) {
            events.add(++sequence, "progress", ProgressJson.tree(progress));
        }
        rejectedPending |= changes.rejected();
        long millis = nowMillis.getAsLong();
        if (rejectedPending && millis - rejectedSentMillis >= MIN_PAUSE_MILLIS) {
            rejectedPending = false;
            rejectedSentMillis = millis;
            events.addFor(++sequence, "rejected", rejected(board));
        }
        if (millis - serviceCheckedMillis >= MIN_PAUSE_MILLIS) {
            serviceCheckedMillis = millis;
            ObjectNode latest = service(load);
            if (!Json.text(latest).equals(service)) {
                service = Json.text(latest);
                events.add(++sequence, "service", latest);
            }
        }
        if (changes.any()) {
            ObjectNode summary = BoardJson.summary(board.current(), millis);
            summary.set("rates", BoardJson.rates(board.newestRates()));
            addNumbers(events, ++sequence, "summary", summary);
        }
        return events.isEmpty() ? null : events.build();
    }

    /** Adds the rows as {@code stats} events, each with a new sequence number if {@code numbered}. */
    private void addRows(StreamUpdate.Builder events, boolean numbered, Long asOf, List<WindowStats> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_PER_EVENT) {
            List<WindowStats> part = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_EVENT));
            ObjectNode body = Json.object().put("as_of", BoardJson.time(asOf));
            ArrayNode array = body.putArray("rows");
            part.forEach(row -> array.add(StatsJson.tree(row)));
            addNumbers(events, numbered ? ++sequence : sequence, "stats", body);
        }
    }

    private void addNumbers(StreamUpdate.Builder events, long number, String name, JsonNode body) {
        if (roles.stream().allMatch(masks::showsReasons)) {
            events.add(number, name, body);
        } else {
            events.addFor(number, name, role -> masks.numbers(body, role));
        }
    }

    private Function<Role, JsonNode> rejected(StatsBoard board) {
        ObjectNode all = BoardJson.rejected(board.newestRejected(NEWEST_REJECTED));
        return role -> masks.rejected(all, role);
    }

    private ObjectNode service(ServerLoad load) {
        return Health.problemsJson(health.get()).put("viewers", load.viewers()).put("tick_ms", load.tickMillis());
    }
}
