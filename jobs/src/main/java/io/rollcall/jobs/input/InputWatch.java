package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.model.settings.UserError;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

    private static final long SAMPLE_MILLIS = 200;
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(10);
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
    private long savedNanos = System.nanoTime();
    private final ProcessedHistory history = new ProcessedHistory();

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
                } catch (RuntimeException e) {
                    LOG.debug("cannot look at {}", input.topic(), e);
                    sampleForOnePeriod();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookUntilChanged(TopicInspector inspector) throws InterruptedException {
        while (!changed) {
            Map<Integer, Long> next = sampleForOnePeriod();
            boolean sound = isSound(next, inspector.look(), inspector);
            changesInARow = sound ? 0 : changesInARow + 1;
            changed = changesInARow >= LOOKS_UNTIL_BELIEVED;
        }
    }

    /** @param next next offset to process, by partition; not younger than the look */
    private boolean isSound(Map<Integer, Long> next, Optional<TopicState> look, TopicInspector inspector) {
        if (look.isEmpty()) {
            return false;
        }
        TopicState now = look.get();
        boolean same = now.identity().topicId().equals(start.topic().topicId())
                && now.endOffsets().size() >= start.partitions()
                && now.endOffsets().keySet().containsAll(next.keySet());
        return same && hasHistory(next, now, inspector);
    }

    /** Whether the topic has every record that was processed; if so, notes its epochs. */
    private boolean hasHistory(Map<Integer, Long> next, TopicState now, TopicInspector inspector) {
        if (!new Truncations(inspector, epochs, history::by).find(next, now).isEmpty()) {
            return false;
        }
        epochs.note(now.epochs(), next);
        if (System.nanoTime() - savedNanos >= SAVE_NANOS) {
            epochs.save();
            savedNanos = System.nanoTime();
        }
        return true;
    }

    /** Samples how far the query is, for one period. Returns the last sample. */
    private Map<Integer, Long> sampleForOnePeriod() throws InterruptedException {
        Map<Integer, Long> next = Map.of();
        for (long slept = 0; slept < PERIOD_MILLIS; slept += SAMPLE_MILLIS) {
            Thread.sleep(SAMPLE_MILLIS);
            next = processed.get();
            history.add(System.currentTimeMillis(), next);
        }
        return next;
    }

    /** Stops watching. Waits for the thread for up to 2 s. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
            epochs.save();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UserError | UncheckedIOException e) {
            LOG.debug("cannot save how far {} was read", input.topic(), e);
        }
    }
}
