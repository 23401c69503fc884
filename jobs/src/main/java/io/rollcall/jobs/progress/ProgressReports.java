package io.rollcall.jobs.progress;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
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

/** Follows {@code user-login-progress} for the stats job: how far the clean job is. Used by one thread. */
final class ProgressReports implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Completeness completeness;

    ProgressReports(Settings settings) {
        String progressTopic = settings.topics().progress();
        this.completeness =
                new Completeness(settings.duration(SettingKey.LATENESS).toMillis());
        Map<String, Object> properties = KafkaSettings.of(settings).properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(progressTopic).stream()
                .map(p -> new TopicPartition(progressTopic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::read);
        }
    }

    /** How far the pipeline is, now that the stats job is complete through this Kafka timestamp (ms). */
    Completeness completeness(long statsCompleteThroughMillis) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
            read(record);
        }
        completeness.statsIsCompleteThrough(statsCompleteThroughMillis);
        return completeness;
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Progress progress = ProgressJson.read(record.value());
            if (progress.job().equals(JobName.CLEAN)) {
                completeness.apply(progress, record.timestamp());
            }
        } catch (IllegalArgumentException | NullPointerException notProgress) {
            // somebody else's record: it says nothing
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
}
