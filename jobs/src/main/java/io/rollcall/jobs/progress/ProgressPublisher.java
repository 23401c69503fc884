package io.rollcall.jobs.progress;

import io.rollcall.jobs.checkpoint.Losses;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on {@code user-login-progress} how far a job is: once a second while it works, every three when idle. Runs on a
 * thread of its own; Kafka being away costs reports, never the job.
 */
public final class ProgressPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressPublisher.class);
    private static final long BUSY_MILLIS = 1_000;
    private static final long IDLE_MILLIS = 3_000;
    /** A Real-Time batch says at its end where it is; only when it ends much too late is the topic looked at again. */
    private static final long REAL_TIME_PATIENCE_MILLIS = 8_000;

    private final String job;
    private final String inputTopic;
    private final Optional<StatsHorizon> horizon;
    private final Settings settings;
    private final Clock clock;
    private final Losses losses;
    private final BatchReport atStart;
    private final boolean realTime;
    private final Thread thread;
    private final Object changed = new Object();

    // guarded by changed
    private BatchReport last;
    private final List<BatchReport> gaps = new ArrayList<>();
    private boolean fresh;
    private boolean closed;

    private volatile int inputPartitions;

    // of the thread alone
    private Long brokerTime;
    private long publishedNanos;
    private Map<Integer, Long> endsAtStart;
    private boolean catchingUp = true;

    /**
     * A publisher for a query that is about to run.
     *
     * @param job name of the job
     * @param horizon what its state is dropped by; empty for a job without state
     * @param clock dates the reports
     * @param lastBatch number of the last committed batch, -1 before the first
     * @param committed next offset after it, by partition
     */
    public ProgressPublisher(
            String job,
            String inputTopic,
            Optional<StatsHorizon> horizon,
            Settings settings,
            Clock clock,
            Losses losses,
            long lastBatch,
            Map<Integer, Long> committed,
            boolean realTime) {
        this.job = job;
        this.inputTopic = inputTopic;
        this.horizon = horizon;
        this.settings = settings;
        this.clock = clock;
        this.losses = losses;
        this.atStart = new BatchReport(lastBatch, committed, committed, 0, 0, 0, 0, 0);
        this.last = atStart;
        this.realTime = realTime;
        this.thread = new Thread(this::run, "progress-" + job);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** A batch has ended. */
    public void finished(StreamingQueryProgress progress) {
        BatchReport.of(progress, inputTopic).ifPresent(batch -> {
            synchronized (changed) {
                last = batch;
                if (batch.missing() > 0) {
                    gaps.add(batch);
                }
                fresh = true;
                changed.notifyAll();
            }
        });
    }

    /** Partitions of the input topic at the last look, 0 before the first. */
    public int inputPartitions() {
        return inputPartitions;
    }

    private void run() {
        while (!isClosed()) {
            try (InputTopic input = new InputTopic(KafkaSettings.of(settings), inputTopic);
                    ProgressReports reports = horizon.isPresent() ? new ProgressReports(settings) : null;
                    KafkaProducer<byte[], byte[]> producer = producer()) {
                while (await()) {
                    publish(producer, input, reports);
                }
            } catch (KafkaException | ExecutionException | TimeoutException | UserError e) {
                LOG.warn("cannot publish the progress of {}: {}", job, e.toString());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, InputTopic input, ProgressReports reports)
            throws InterruptedException, ExecutionException, TimeoutException {
        BatchReport batch;
        List<BatchReport> withGaps;
        synchronized (changed) {
            batch = last;
            withGaps = List.copyOf(gaps);
            gaps.clear();
        }
        InputTopic.Look look = input.look(batch.ends(), brokerTime);
        inputPartitions = look.ends().size();
        withGaps.forEach(gap -> losses.lost(gap.starts(), gap.deletedBefore(look.begins()), gap.missing()));
        noteBacklog(look);
        if (reports != null && look.completeThroughMillis() != null) {
            horizon.orElseThrow().advance(reports.completeness(look.completeThroughMillis()));
        }
        byte[] key = job.getBytes(StandardCharsets.UTF_8);
        byte[] value = ProgressJson.write(progress(batch, look));
        brokerTime = producer.send(new ProducerRecord<>(settings.topics().progress(), key, value))
                .get(10, TimeUnit.SECONDS)
                .timestamp();
    }

    /** Catching up lasts until all is processed that lay there at the start. */
    private void noteBacklog(InputTopic.Look look) {
        if (endsAtStart == null) {
            endsAtStart = look.ends();
        }
        catchingUp &= endsAtStart.entrySet().stream()
                .anyMatch(end -> look.next().getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private Progress progress(BatchReport batch, InputTopic.Look look) {
        long before = horizon.map(StatsHorizon::get).orElse(Long.MIN_VALUE);
        return new Progress(
                job,
                clock.millis(),
                new Progress.Batch(batch.id(), batch.inputRows(), batch.rowsPerSecond(), batch.millis()),
                new Progress.Input(look.completeThroughMillis(), look.lag(), catchingUp, look.next()),
                new Progress.State(
                        before == Long.MIN_VALUE ? null : (Long) before, batch.stateRows(), batch.stateBytes()),
                new Progress.Losses(losses.droppedRows(), losses.lostRows()));
    }

    /** Waits until it is time to publish; false once closed. */
    private boolean await() throws InterruptedException {
        synchronized (changed) {
            long idle = realTime && last != atStart ? REAL_TIME_PATIENCE_MILLIS : IDLE_MILLIS;
            for (long since = sincePublished();
                    !closed && since < (fresh ? BUSY_MILLIS : idle);
                    since = sincePublished()) {
                changed.wait((fresh ? BUSY_MILLIS : idle) - since);
            }
            publishedNanos = System.nanoTime();
            fresh = false;
            return !closed;
        }
    }

    /** Milliseconds since the last report; as good as for ever before the first. */
    private long sincePublished() {
        return brokerTime == null ? Long.MAX_VALUE : (System.nanoTime() - publishedNanos) / 1_000_000;
    }

    private void pause() {
        synchronized (changed) {
            try {
                if (!closed) {
                    changed.wait(IDLE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }
    }

    private boolean isClosed() {
        synchronized (changed) {
            return closed;
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = KafkaSettings.of(settings).producerProperties();
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        synchronized (changed) {
            closed = true;
            changed.notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
