package io.rollcall.dashboard.stream;

import io.rollcall.dashboard.board.Changes;
import io.rollcall.dashboard.board.StatsBoard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every viewer what changed, ten times a second; less often to many viewers, as each tick costs a write for each.
 * A viewer that comes back soon gets what it missed; one that is too slow, or too late, starts again from a snapshot.
 * Either way it ends with the same numbers as all others.
 */
public final class StreamHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final long SHORTEST_TICK_MILLIS = 100;
    private static final long LONGEST_TICK_MILLIS = 500;
    /** So many viewers cost a millisecond of each tick's pause. */
    private static final int VIEWERS_A_MILLI = 8;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MAX_REPLAY_EVENTS = 1000;
    private static final long MAX_REPLAY_BYTES = 8L << 20;

    private final StatsBoard board;
    private final StreamWriter writer;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<StreamEvent> replay = new ArrayDeque<>();
    private final ScheduledExecutorService ticker;
    private long replayBytes;

    /** A hub for this board. */
    public StreamHub(StatsBoard board, StreamWriter writer) {
        this.board = board;
        this.writer = writer;
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rollcall-stream");
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        tickLater();
        ticker.scheduleAtFixedRate(
                () -> guarded(this::heartbeat), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tickLater() {
        ticker.schedule(
                () -> {
                    guarded(this::tick);
                    if (!ticker.isShutdown()) {
                        tickLater();
                    }
                },
                tickMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the stream skipped a step", e);
        }
    }

    /** Adds a viewer, who may have seen the event with this id before (or null). */
    public synchronized void add(StreamClient client, String lastEventId) {
        List<StreamEvent> missed = missedSince(lastEventId);
        clients.add(client);
        client.closed().whenComplete((nothing, error) -> clients.remove(client));
        if (missed == null || !client.offer(missed)) {
            client.startAgain(List.of(writer.beginning(board, service())));
        }
    }

    /** Viewers connected now. */
    public int viewers() {
        return clients.size();
    }

    /** The pause between ticks, ms. */
    long tickMillis() {
        return Math.min(LONGEST_TICK_MILLIS, Math.max(SHORTEST_TICK_MILLIS, clients.size() / VIEWERS_A_MILLI));
    }

    private StreamWriter.Service service() {
        return new StreamWriter.Service(clients.size(), tickMillis());
    }

    /** Tells the viewers what changed since the last tick. */
    synchronized void tick() {
        Changes changes = board.drainChanges();
        if (changes.rebuilt()) {
            writer.skip(); // what anyone saw before cannot be resumed
            replay.clear();
            replayBytes = 0;
            List<StreamEvent> start = List.of(writer.beginning(board, service()));
            clients.forEach(client -> client.startAgain(start));
            return;
        }
        StreamEvent frame = writer.frame(board, changes, service());
        if (frame != null) {
            remember(frame);
            broadcast(List.of(frame));
        }
    }

    private synchronized void heartbeat() {
        broadcast(List.of(StreamEvent.HEARTBEAT));
    }

    private void broadcast(List<StreamEvent> events) {
        List<StreamEvent> start = null;
        for (StreamClient client : clients) {
            if (!client.offer(events)) {
                start = start == null ? List.of(writer.beginning(board, service())) : start;
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
        Long seen = writer.sequenceOf(lastEventId);
        if (seen == null || seen > writer.sequence()) {
            return null;
        }
        long oldest = replay.isEmpty() ? writer.sequence() + 1 : replay.peek().first();
        return seen < oldest - 1
                ? null
                : replay.stream().filter(event -> event.last() > seen).toList();
    }

    /** Ends the stream of every viewer. */
    @Override
    public void close() {
        ticker.shutdownNow();
        clients.forEach(StreamClient::close);
    }
}
