package io.rollcall.dashboard.stream;

import io.rollcall.dashboard.board.BoardChanges;
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
 * Sends every viewer what changed, at each tick of its own thread. There are ten ticks per second; fewer with more than
 * 800 viewers, because each tick costs a write per viewer.
 *
 * <p>A viewer that reconnects soon gets what it missed. One that reconnects late, or is too slow, starts again from a
 * snapshot. Either way it ends with the same numbers as all others. Thread-safe.
 */
public final class StreamHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final long MIN_TICK_MILLIS = 100;
    private static final long MAX_TICK_MILLIS = 500;
    /** The pause between ticks grows by 1 ms per this many viewers. */
    private static final int VIEWERS_PER_MILLI = 8;

    /** Also how long a stream outlives its session, at most. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Updates kept for viewers that reconnect: 100 s at the shortest tick. */
    private static final int MAX_REPLAY_UPDATES = 1000;

    private static final long MAX_REPLAY_BYTES = 8L << 20;

    private final StatsBoard board;
    private final StreamWriter writer;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<StreamUpdate> replay = new ArrayDeque<>();
    private final ScheduledExecutorService ticker;
    private long replayBytes;

    /** A hub that sends the changes of this board. */
    public StreamHub(StatsBoard board, StreamWriter writer) {
        this.board = board;
        this.writer = writer;
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rollcall-stream");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the ticks. */
    public void start() {
        scheduleTick();
        ticker.scheduleAtFixedRate(
                () -> runSafely(this::heartbeat), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void scheduleTick() {
        ticker.schedule(
                () -> {
                    runSafely(this::tick);
                    if (!ticker.isShutdown()) {
                        scheduleTick();
                    }
                },
                tickMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the stream skipped a tick", e);
        }
    }

    /** Adds a viewer. @param lastEventId the last event that it received on an earlier connection, or null */
    public synchronized void add(StreamClient client, String lastEventId) {
        List<StreamUpdate> missed = missedSince(lastEventId);
        clients.add(client);
        client.closed().whenComplete((nothing, error) -> clients.remove(client));
        if (missed == null || !client.offer(missed)) {
            client.restart(List.of(writer.initial(board, load())));
        }
    }

    /** Viewers that are connected. */
    public int viewers() {
        return clients.size();
    }

    /** The pause between ticks, ms. */
    long tickMillis() {
        return Math.min(MAX_TICK_MILLIS, Math.max(MIN_TICK_MILLIS, clients.size() / VIEWERS_PER_MILLI));
    }

    private StreamWriter.ServerLoad load() {
        return new StreamWriter.ServerLoad(clients.size(), tickMillis());
    }

    /** Sends the viewers what changed since the last tick. */
    synchronized void tick() {
        BoardChanges changes = board.drainChanges();
        if (changes.rebuilt()) {
            writer.skip(); // no viewer can resume from before
            replay.clear();
            replayBytes = 0;
            List<StreamUpdate> start = List.of(writer.initial(board, load()));
            clients.forEach(client -> client.restart(start));
            return;
        }
        StreamUpdate update = writer.changes(board, changes, load());
        if (update != null) {
            remember(update);
            broadcast(List.of(update));
        }
    }

    /** Closes the streams of those who may no longer watch, as of a session that has ended. */
    synchronized void heartbeat() {
        clients.stream().filter(client -> !client.isStillValid()).forEach(StreamClient::close);
        broadcast(List.of(StreamUpdate.HEARTBEAT));
    }

    private void broadcast(List<StreamUpdate> updates) {
        List<StreamUpdate> start = null;
        for (StreamClient client : clients) {
            if (!client.offer(updates)) {
                start = start == null ? List.of(writer.initial(board, load())) : start;
                client.restart(start);
            }
        }
    }

    private void remember(StreamUpdate update) {
        replay.add(update);
        replayBytes += update.size();
        while (replay.size() > MAX_REPLAY_UPDATES || replayBytes > MAX_REPLAY_BYTES) {
            replayBytes -= replay.remove().size();
        }
    }

    /** The updates after an event; null if the viewer cannot resume from it. */
    private List<StreamUpdate> missedSince(String lastEventId) {
        Long seen = writer.sequenceOf(lastEventId);
        if (seen == null || seen > writer.sequence()) {
            return null;
        }
        long oldest = replay.isEmpty() ? writer.sequence() + 1 : replay.peek().first();
        return seen < oldest - 1
                ? null
                : replay.stream().filter(update -> update.last() > seen).toList();
    }

    /** Closes every viewer's connection. */
    @Override
    public void close() {
        ticker.shutdownNow();
        clients.forEach(StreamClient::close);
    }
}
