package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.model.settings.UserError;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the input topic every two seconds while a query runs, on a thread of its own, because a look takes seconds
 * while Kafka cannot be reached. It only notices that something is wrong; {@link InputGuard} judges it at the next start.
 */
public final class InputWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputWatch.class);
    private static final long PERIOD_MILLIS = 2_000;

    /** A broker that has just started may show an older state for a moment. */
    private static final int LOOKS_UNTIL_BELIEVED = 2;

    private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_MILLIS = 2_000;

    private final Supplier<TopicInspector> connect;
    private final InputGuard.Input input;
    private final InputStart start;
    private final EpochNotes epochs;
    private final Supplier<Map<Integer, Long>> processed;
    private final Thread thread;

    private volatile boolean changed;

    // confined to the watch's thread
    private int changesInARow;
    private long notedNanos = System.nanoTime();

    InputWatch(
            Supplier<TopicInspector> connect,
            InputGuard.Input input,
            InputStart start,
            EpochNotes epochs,
            Supplier<Map<Integer, Long>> processed) {
        this.connect = connect;
        this.input = input;
        this.start = start;
        this.epochs = epochs;
        this.processed = processed;
        this.thread = new Thread(this::run, "input-watch-" + input.job());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Whether the topic is no longer the one that the query began to read, or has lost records that it had processed. Safe
     * for any thread.
     */
    public boolean topicHasChanged() {
        return changed;
    }

    private void run() {
        try {
            while (!changed) {
                try (TopicInspector inspector = connect.get()) {
                    lookUntilChanged(inspector);
                } catch (KafkaException | UserError | UncheckedIOException e) {
                    LOG.debug("cannot look at {}", input.topic(), e);
                    Thread.sleep(PERIOD_MILLIS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookUntilChanged(TopicInspector inspector) throws InterruptedException {
        while (!changed) {
            Thread.sleep(PERIOD_MILLIS);
            boolean sound = isSound(inspector.look(), inspector);
            changesInARow = sound ? 0 : changesInARow + 1;
            changed = changesInARow >= LOOKS_UNTIL_BELIEVED;
        }
    }

    private boolean isSound(Optional<TopicState> look, TopicInspector inspector) {
        if (look.isEmpty()) {
            return false;
        }
        TopicState now = look.get();
        Map<Integer, Long> next = processed.get();
        boolean same = now.identity().topicId().equals(start.topic().topicId())
                && now.endOffsets().size() >= start.partitions()
                && next.entrySet().stream()
                        .allMatch(p -> now.endOffsets().getOrDefault(p.getKey(), 0L) >= p.getValue());
        return same && hasHistory(next, now, inspector);
    }

    /** Whether the topic has every record that was processed; if so, notes its epochs. */
    private boolean hasHistory(Map<Integer, Long> next, TopicState now, TopicInspector inspector) {
        Map<Integer, Integer> noted = epochs.epochs();
        if (noted.equals(now.epochs())) {
            return true;
        }
        Map<Integer, Integer> known = new HashMap<>(noted);
        known.keySet().retainAll(next.keySet());
        if (!inspector.divergences(known, next).isEmpty()) {
            return false;
        }
        if (System.nanoTime() - notedNanos >= NOTE_NANOS) {
            epochs.note(now.epochs());
            notedNanos = System.nanoTime();
        }
        return true;
    }

    /** Stops watching. Waits for the thread for up to 2 s. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
