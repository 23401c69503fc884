package io.rollcall.jobs;

import io.rollcall.model.Completeness;
import io.rollcall.model.JobName;
import io.rollcall.model.Json;
import io.rollcall.model.KafkaSettings;
import io.rollcall.model.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows {@code user-login-progress} for the stats job: how far the clean job is, and how many logins earlier runs of
 * the stats job itself dropped. Used by one thread.
 */
final class ProgressReports implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Completeness completeness = new Completeness();
    private long droppedBefore;

    ProgressReports(KafkaSettings kafka, String progressTopic) {
        Map<String, Object> properties = kafka.properties();
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

    /** Logins that the stats job had dropped by its own last account; 0 after a reset, which empties the topic. */
    long droppedBefore() {
        return droppedBefore;
    }

    /** Kafka timestamp (ms) of raw records that both jobs are complete through, or null if not known yet. */
    Long completeThrough(long statsCompleteThroughMillis) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
            read(record);
        }
        completeness.statsIsCompleteThrough(statsCompleteThroughMillis);
        return completeness.endToEndMillis();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Progress progress = Json.readProgress(record.value());
            if (!progress.job().equals(JobName.CLEAN)) {
                droppedBefore = Math.max(droppedBefore, progress.droppedRows());
                return;
            }
            if (progress.batch() < 0) {
                completeness.cleanRestarted();
            } else if (progress.completeThroughMillis() != null) {
                completeness.cleanReported(record.timestamp(), progress.completeThroughMillis());
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
