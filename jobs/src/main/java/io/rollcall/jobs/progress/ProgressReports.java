package io.rollcall.jobs.progress;

import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the clean job's reports from {@code user-login-progress}, from its beginning on. Those of another pipeline, or of
 * another lateness, say nothing about the windows of this one, and are ignored. Not thread-safe. Every method may
 * throw a {@link org.apache.kafka.common.KafkaException}.
 */
final class ProgressReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressReports.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Pipeline own;
    private boolean saidSo;
    private final Completeness completeness;

    /** Connects, and reads every report that is on the topic now. */
    ProgressReports(Settings settings) {
        this.topic = settings.topics().progress();
        this.own = Pipeline.of(settings, "");
        this.completeness =
                new Completeness(settings.duration(SettingKey.LATENESS).toMillis());
        Map<String, Object> properties = KafkaSettings.of(settings).properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            readToEnd();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void readToEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> endOffsets = consumer.endOffsets(partitions);
        while (endOffsets.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::apply);
        }
    }

    /**
     * Reads the reports that have arrived since the last call.
     *
     * @param statsCompleteThroughMillis what the stats job is complete through, a Kafka timestamp in ms
     * @return the completeness of the pipeline; the same object each time
     */
    Completeness completeness(long statsCompleteThroughMillis) {
        consumer.poll(Duration.ZERO).forEach(this::apply);
        completeness.statsIsCompleteThrough(statsCompleteThroughMillis);
        return completeness;
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            Progress progress = ProgressJson.read(record.value());
            if (progress.job().equals(JobName.CLEAN) && concernsThisJob(progress.pipeline())) {
                completeness.apply(progress, record.timestamp());
            }
        } catch (IllegalArgumentException | NullPointerException notProgress) {
            // Anybody may write to the topic, so records that are not reports are ignored.
        }
    }

    private boolean concernsThisJob(Pipeline reported) {
        boolean concerns =
                own.hasTopicsOf(reported) && !own.differences(reported).contains(SettingKey.LATENESS.key());
        if (!concerns && !saidSo) {
            saidSo = true;
            LOG.warn(
                    "ignoring reports of another pipeline on {} (other {}): give each pipeline its own topic with {}",
                    topic,
                    String.join(", ", own.differences(reported)),
                    SettingKey.TOPIC_PROGRESS.key());
        }
        return concerns;
    }

    @Override
    public void close() {
        Consumers.closeAtOnce(consumer);
    }
}
