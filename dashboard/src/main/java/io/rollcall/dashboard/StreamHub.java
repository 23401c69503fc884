package io.rollcall.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.Json;
import io.rollcall.model.Progress;
import io.rollcall.model.WindowStats;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every viewer what changed, at most ten times a second. A viewer that comes back soon gets what it missed; one
 * that is too slow, or too late, starts again from a snapshot. Either way it ends with the same numbers as all others.
 */
final class StreamHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int ROWS_AN_EVENT = 1000;
    private static final int MAX_REPLAY_EVENTS = 3000;
    private static final long MAX_REPLAY_BYTES = 8L << 20;

    private final StatsBoard board;
    private final String instance;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<StreamEvent> replay = new ArrayDeque<>();
    private final ScheduledExecutorService ticker;
    private long replayBytes;
    private long sequence;

    /** A hub for this board; the instance tells its event ids from those of a server before. */
    StreamHub(StatsBoard board, String instance) {
        this.board = board;
        this.instance = instance;
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rollcall-stream");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        ticker.scheduleAtFixedRate(() -> guarded(this::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        ticker.scheduleAtFixedRate(
                () -> guarded(this::heartbeat), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the stream skipped a step", e);
        }
    }

    /** Adds a viewer, who may have seen the event with this id before (or null). */
    synchronized void add(StreamClient client, String lastEventId) {
        List<StreamEvent> missed = missedSince(lastEventId);
        clients.add(client);
        client.closed().whenComplete((nothing, error) -> clients.remove(client));
        if (missed == null || !client.offer(missed)) {
            client.startAgain(beginning());
        }
    }

    /** Viewers connected now. */
    int viewers() {
        return clients.size();
    }

    /** Tells the viewers what changed since the last tick. */
    synchronized void tick() {
        Changes changes = board.drainChanges();
        if (!changes.any()) {
            return;
        }
        if (changes.rebuilt()) {
            sequence++; // what anyone saw before cannot be resumed
            replay.clear();
            replayBytes = 0;
            List<StreamEvent> start = beginning();
            clients.forEach(client -> client.startAgain(start));
            return;
        }
        List<StreamEvent> events = new ArrayList<>();
        List<WindowStats> rows = changes.rows();
        for (int from = 0; from < rows.size(); from += ROWS_AN_EVENT) {
            List<WindowStats> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AN_EVENT));
            events.add(event("stats", stats(changes.asOfMillis(), some)));
        }
        for (Progress progress : changes.progress()) {
            events.add(event("progress", Json.tree(progress)));
        }
        events.add(event("summary", SnapshotJson.summary(board.current())));
        events.forEach(this::remember);
        broadcast(events);
    }

    private synchronized void heartbeat() {
        broadcast(List.of(StreamEvent.HEARTBEAT));
    }

    private void broadcast(List<StreamEvent> events) {
        List<StreamEvent> start = null;
        for (StreamClient client : clients) {
            if (!client.offer(events)) {
                start = start == null ? beginning() : start;
                client.startAgain(start);
            }
        }
    }

    private void remember(StreamEvent event) {
        replay.add(event);
        replayBytes += event.bytes().length;
        while (replay.size() > MAX_REPLAY_EVENTS || replayBytes > MAX_REPLAY_BYTES) {
            replayBytes -= replay.remove().bytes().length;
        }
    }

    /** The events after that one; null if it is not known how to resume from it. */
    private List<StreamEvent> missedSince(String lastEventId) {
        if (lastEventId == null || !lastEventId.startsWith(instance + "-")) {
            return null;
        }
        long seen;
        try {
            seen = Long.parseLong(lastEventId.substring(instance.length() + 1));
        } catch (NumberFormatException e) {
            return null;
        }
        long oldest = replay.isEmpty() ? sequence + 1 : replay.peek().sequence();
        if (seen < oldest - 1 || seen > sequence) {
            return null;
        }
        return replay.stream().filter(event -> event.sequence() > seen).toList();
    }

    private StreamEvent event(String name, ObjectNode body) {
        sequence++;
        return StreamEvent.of(instance, sequence, name, body);
    }

    /** What a viewer needs to know first: all numbers, and how far each job is. */
    private List<StreamEvent> beginning() {
        List<StreamEvent> events = new ArrayList<>();
        events.add(StreamEvent.of(instance, sequence, "snapshot", SnapshotJson.full(board.current())));
        board.jobs()
                .values()
                .forEach(report ->
                        events.add(StreamEvent.of(instance, sequence, "progress", Json.tree(report.progress()))));
        return events;
    }

    private static ObjectNode stats(Long asOf, List<WindowStats> rows) {
        ObjectNode body = Json.object().put("as_of", SnapshotJson.time(asOf));
        ArrayNode array = body.putArray("rows");
        rows.forEach(row -> array.add(Json.tree(row)));
        return body;
    }

    /** Ends the stream of every viewer. */
    @Override
    public void close() {
        ticker.shutdownNow();
        clients.forEach(StreamClient::close);
    }
}
