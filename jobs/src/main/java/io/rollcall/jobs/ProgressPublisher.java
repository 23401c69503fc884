package io.rollcall.jobs;

import io.rollcall.model.Json;
import io.rollcall.model.Progress;
import io.rollcall.model.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
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
final class ProgressPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressPublisher.class);
    private static final long BUSY_MILLIS = 1_000;
    private static final long IDLE_MILLIS = 3_000;
    /** A Real-Time batch says at its end where it is; only when it ends much too late is the topic looked at again. */
    private static final long REAL_TIME_PATIENCE_MILLIS = 8_000;

    private final Job job;
    private final Settings settings;
    private final boolean realTime;
    private final StatsJob stats;
    private final Thread thread;
    private final Object changed = new Object();

    // guarded by changed
    private StreamingQueryProgress last;
    private Map<Integer, Long> processed;
    private boolean fresh;
    private boolean closed;

    // of the thread alone
    private Long brokerTime;
    private long publishedNanos;
    private Map<Integer, Long> endsAtStart;
    private boolean catchingUp = true;

    ProgressPublisher(Job job, Settings settings, Map<Integer, Long> committed, boolean realTime) {
        this.job = job;
        this.settings = settings;
        this.processed = committed;
        this.realTime = realTime;
        this.stats = job instanceof StatsJob s ? s : null;
        this.thread = new Thread(this::run, "progress-" + job.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** A batch has ended. */
    void finished(StreamingQueryProgress progress) {
        if (progress.sources().length == 0 || progress.sources()[0].endOffset() == null) {
            return;
        }
        Map<Integer, Long> ends = TopicOffsets.parse(progress.sources()[0].endOffset(), job.inputTopic());
        synchronized (changed) {
            last = progress;
            processed = ends;
            fresh = true;
            changed.notifyAll();
        }
    }

    private void run() {
        while (!isClosed()) {
            try (InputTopic input = new InputTopic(settings.kafka(), job.inputTopic());
                    ProgressReports reports = stats == null
                            ? null
                            : new ProgressReports(
                                    settings.kafka(), settings.topics().progress());
                    KafkaProducer<byte[], byte[]> producer = producer()) {
                if (reports != null) {
                    stats.droppedRows().accumulateAndGet(reports.droppedBefore(), Math::max);
                }
                while (await()) {
                    publish(producer, input, reports);
                }
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                LOG.warn("cannot publish the progress of {}: {}", job.name(), e.toString());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, InputTopic input, ProgressReports reports)
            throws InterruptedException, ExecutionException, TimeoutException {
        StreamingQueryProgress batch;
        Map<Integer, Long> next;
        synchronized (changed) {
            batch = last;
            next = processed;
        }
        InputTopic.Look look = input.look(next, brokerTime);
        noteBacklog(look, next);
        if (reports != null && look.completeThroughMillis() != null) {
            Long through = reports.completeThrough(look.completeThroughMillis());
            if (through != null) {
                stats.horizon().isCompleteThrough(through);
            }
        }
        Progress progress = progress(batch, look);
        byte[] key = job.name().getBytes(StandardCharsets.UTF_8);
        brokerTime = producer.send(new ProducerRecord<>(settings.topics().progress(), key, Json.write(progress)))
                .get(10, TimeUnit.SECONDS)
                .timestamp();
    }

    /** Catching up lasts until all is processed that lay there at the start. */
    private void noteBacklog(InputTopic.Look look, Map<Integer, Long> next) {
        if (endsAtStart == null) {
            endsAtStart = look.ends();
        }
        catchingUp &= look.lag() > 0
                && endsAtStart.entrySet().stream()
                        .anyMatch(end -> next.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private Progress progress(StreamingQueryProgress batch, InputTopic.Look look) {
        boolean hasState = batch != null && batch.stateOperators().length > 0;
        long horizon = stats == null ? Long.MIN_VALUE : stats.horizon().get();
        double rate =
                batch == null || Double.isNaN(batch.processedRowsPerSecond()) ? 0 : batch.processedRowsPerSecond();
        return new Progress(
                job.name(),
                batch == null ? (processed.isEmpty() ? -1 : 0) : batch.batchId(),
                System.currentTimeMillis(),
                batch == null ? 0 : batch.numInputRows(),
                Double.isInfinite(rate) ? 0 : rate,
                batch == null ? 0 : batch.batchDuration(),
                horizon == Long.MIN_VALUE ? null : (Long) horizon,
                look.completeThroughMillis(),
                stats == null ? 0 : stats.droppedRows().get(),
                hasState ? batch.stateOperators()[0].numRowsTotal() : 0,
                hasState ? batch.stateOperators()[0].memoryUsedBytes() : 0,
                look.lag(),
                catchingUp);
    }

    /** Waits until it is time to publish; false once closed. */
    private boolean await() throws InterruptedException {
        synchronized (changed) {
            long idle = realTime && last != null ? REAL_TIME_PATIENCE_MILLIS : IDLE_MILLIS;
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
        Map<String, Object> properties = settings.kafka().properties();
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
