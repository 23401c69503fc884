package io.rollcall.jobs.progress;

import io.rollcall.geo.GeoSetting;
import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.SkippedRows;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.SourceSetting;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a job's progress on {@code user-login-progress}: see {@link ReportPace}.
 * Uses its own thread. If Kafka is unavailable, reports are missing, but the job continues.
 */
public final class ProgressPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressPublisher.class);
    private static final int SEND_TIMEOUT_MILLIS = 10_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    /** Kafka's default; the delivery timeout of the producer bounds it. */
    private static final Duration UNTIL_SENT = Duration.ofMillis(Long.MAX_VALUE);

    /**
     * Why the job does not process its input.
     *
     * @param sentence what went wrong
     * @param before whether the query before this one failed; it is over once this one has finished a batch or has no lag
     * @param published completes once a report has said so
     */
    private record Failure(String sentence, boolean before, CompletableFuture<Void> published) {}

    /** Digits of a digest that tell apart the mappings that people mix up. */
    private static final int SHOWN_DIGITS = 6;

    private final ReportedJob job;
    private final String cluster;
    private final Settings settings;
    /** The name of the source, and a digest of what its mapping decides. */
    private final String source;
    /** Type and build time, or none. */
    private final String database;

    private final Clock clock;
    private final ReportSchedule schedule;
    private final Thread thread;

    private volatile int inputPartitions;
    /** Null while all is well. */
    private volatile Failure failure;

    // confined to the publisher's thread
    private final Backlog backlog = new Backlog();
    /** Empty until the query has looked for them. */
    private Map<Integer, Long> firstOffsets = Map.of();
    /** Kafka timestamp (ms) of the last report: a time of the broker's clock. Null before the first. */
    private Long brokerTimeMillis;

    /**
     * A publisher for a query that is about to run.
     *
     * @param cluster id of the Kafka cluster, empty if unknown
     * @param pace how often it reports
     * @param clock time source of the reports; used for nothing else
     * @param last the last batch that the checkpoint has committed
     */
    public ProgressPublisher(
            ReportedJob job, String cluster, Settings settings, ReportPace pace, Clock clock, CommittedBatch last) {
        this.job = job;
        this.cluster = cluster;
        this.settings = settings;
        this.source = SourceSetting.mapping(settings)
                .map(mapping -> mapping.name() + " (" + mapping.digest().substring(0, SHOWN_DIGITS) + ")")
                .orElse(SourceSetting.BUILT_IN);
        this.database = GeoSetting.identity(settings).orElse("none");
        this.clock = clock;
        this.schedule = new ReportSchedule(BatchReport.of(last), job.realTime(), pace);
        this.thread = new Thread(this::run, "progress-" + job.name());
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Records a finished batch. Safe for any thread. */
    void batchFinished(StreamingQueryProgress progress) {
        BatchReport.of(progress, job.inputTopic()).ifPresent(batch -> {
            failure = null;
            schedule.add(batch);
        });
    }

    /** Reports what made the query before this one fail. Call it before {@link #start}. */
    public void failedBefore(String sentence) {
        failure = new Failure(sentence, true, new CompletableFuture<>());
    }

    /**
     * Reports that the query has failed, soon and until this is closed. Safe for any thread.
     *
     * @return completes once a report has said so
     */
    public CompletionStage<Void> failed(String sentence) {
        Failure now = new Failure(sentence, false, new CompletableFuture<>());
        failure = now;
        schedule.hurry();
        return now.published();
    }

    /** What made the query fail, or the one before if this one has not processed anything. Safe for any thread. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(Failure::sentence);
    }

    /** Partitions of the input topic at the last report, 0 before the first. Safe for any thread. */
    public int inputPartitions() {
        return inputPartitions;
    }

    private void run() {
        try {
            while (!schedule.isClosed()) {
                try {
                    publishUntilClosed();
                } catch (ExecutionException | TimeoutException | RuntimeException e) {
                    if (!schedule.isClosed()) {
                        LOG.warn("cannot publish the progress of {}: {}", job.name(), e.toString());
                    }
                    schedule.awaitRetry();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishUntilClosed() throws InterruptedException, ExecutionException, TimeoutException {
        KafkaProducer<byte[], byte[]> producer = producer();
        try (InputTopic input = new InputTopic(KafkaSettings.of(settings), job.inputTopic());
                HorizonTracker.Connection horizon =
                        job.horizon().map(HorizonTracker::connect).orElse(null)) {
            while (schedule.await()) {
                publish(producer, input, horizon);
            }
        } finally {
            // A report that Kafka has not acknowledged yet does not keep a closed job from ending.
            producer.close(schedule.isClosed() ? Duration.ZERO : UNTIL_SENT);
        }
    }

    /** @param horizon null for a job without state */
    private void publish(KafkaProducer<byte[], byte[]> producer, InputTopic input, HorizonTracker.Connection horizon)
            throws InterruptedException, ExecutionException, TimeoutException {
        ReportSchedule.Due due = schedule.due();
        Long skipped = job.skipped().map(SkippedRows::note).orElse(null);
        InputPosition position = input.position(due.last().endOffsets(), brokerTimeMillis);
        inputPartitions = position.endOffsets().size();
        due.gaps().forEach(gap -> recordLost(gap, position));
        schedule.noted(due);
        Failure failed = failure;
        if (failed != null && failed.before() && position.lag() == 0) {
            failed = null;
            failure = null;
        }
        if (horizon != null && position.completeThroughMillis() != null) {
            horizon.update(position.completeThroughMillis());
        }
        byte[] key = job.name().getBytes(StandardCharsets.UTF_8);
        byte[] value = ProgressJson.write(progress(due.last(), position, skipped, failed));
        try {
            brokerTimeMillis = producer.send(
                            new ProducerRecord<>(settings.topics().progress(), key, value))
                    .get(SEND_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .timestamp();
        } catch (ExecutionException | TimeoutException e) {
            createTopicIfMissing();
            throw e;
        }
        schedule.published();
        if (failed != null) {
            failed.published().complete(null);
        }
    }

    /** Called before the producer is closed, which waits until its report is sent. */
    private void createTopicIfMissing() {
        String topic = settings.topics().progress();
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            if (!admin.createMissing(settings, List.of(topic)).isEmpty()) {
                LOG.warn("the topic {} was missing and is created again", topic);
            }
        } catch (UserError e) {
            LOG.warn("cannot look for the topic {}: {}", topic, e.getMessage());
        }
    }

    /** If losses are not allowed, the query would have failed: then the offsets without a record are all markers. */
    private void recordLost(BatchReport gap, InputPosition position) {
        if (!settings.flag(SettingKey.FAIL_ON_DATA_LOSS)) {
            job.losses()
                    .recordLost(
                            gap.startOffsets(), gap.deletedBefore(position.beginningOffsets()), gap.missingRecords());
        }
    }

    /** @param skipped null if the job skips nothing @param failed null while all is well */
    private Progress progress(BatchReport batch, InputPosition position, Long skipped, Failure failed) {
        Long horizon = job.horizon()
                .map(HorizonTracker::horizonMillis)
                .filter(millis -> millis != HorizonTracker.NONE)
                .orElse(null);
        return new Progress(
                job.name(),
                clock.millis(),
                Pipeline.of(settings, cluster).withSource(source).withGeoDatabase(database),
                new Progress.Batch(batch.number(), batch.inputRows(), batch.rowsPerSecond(), batch.millis()),
                new Progress.Input(
                        position.completeThroughMillis(),
                        position.lag(),
                        backlog.isCatchingUp(position),
                        position.nextOffsets(),
                        skipped,
                        firstOffsets()),
                new Progress.State(horizon, batch.stateRows(), batch.stateBytes()),
                new Progress.Losses(
                        job.losses().droppedRows(),
                        job.losses().lostRows(),
                        job.losses().aheadRows()),
                failed == null ? null : failed.sentence(),
                job.geoDatabase().orElse(null));
    }

    private Map<Integer, Long> firstOffsets() {
        if (firstOffsets.isEmpty()) {
            firstOffsets = job.firstOffsets().get();
        }
        return firstOffsets;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = KafkaSettings.of(settings).producerProperties();
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Stops publishing. Waits for the thread for up to 2 s. */
    @Override
    public void close() {
        schedule.close();
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
