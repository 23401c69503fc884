package io.rollcall.jobs.progress;

import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A job's input topic, seen from outside the query: how many records are left, and since when. Not thread-safe. Every
 * method may throw a {@link KafkaException}.
 */
public final class InputTopic implements AutoCloseable {
    /** How long to wait for the first record that is left in a partition. */
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(2);

    private static final int API_TIMEOUT_MILLIS = 5_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final String topic;

    /** Offset of the first unprocessed record, as last read; cached, because it is requested repeatedly. */
    private final Map<TopicPartition, Long> firstOffsetLeft = new HashMap<>();

    /** Kafka timestamp (ms) of that record. */
    private final Map<TopicPartition, Long> timestampOfFirstLeft = new HashMap<>();

    /** Connects to the topic. Used by this package and by the job runner. */
    public InputTopic(KafkaSettings kafka, String topic) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> adminProperties = kafka.properties();
        adminProperties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        adminProperties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        this.admin = Admin.create(adminProperties);
        this.topic = topic;
    }

    /**
     * Computes the position of a job that has processed these offsets.
     *
     * @param processed next offset to process by partition; partitions without an entry begin at their first record
     * @param nowMillis what a job without lag is complete through: a time (ms) of the broker's clock that is not after
     *     this call, or null if none is known
     */
    InputPosition position(Map<Integer, Long> processed, Long nowMillis) {
        List<TopicPartition> partitions = currentPartitions();
        if (!consumer.assignment().equals(Set.copyOf(partitions))) {
            consumer.assign(partitions);
            consumer.pause(partitions);
        }
        Map<Integer, Long> endOffsets = byPartition(consumer.endOffsets(partitions));
        Map<Integer, Long> beginningOffsets = byPartition(consumer.beginningOffsets(partitions));
        return InputPosition.of(
                processed,
                beginningOffsets,
                endOffsets,
                nowMillis,
                (partition, offset) -> timestampAt(new TopicPartition(topic, partition), offset));
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    /** Kafka timestamp (ms) of the first record at or after this offset; null if none arrives in time. */
    private Long timestampAt(TopicPartition partition, long offset) {
        if (firstOffsetLeft.getOrDefault(partition, -1L) == offset) {
            return timestampOfFirstLeft.get(partition);
        }
        consumer.seek(partition, offset);
        consumer.resume(List.of(partition));
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
        consumer.pause(List.of(partition));
        for (ConsumerRecord<byte[], byte[]> first : records) {
            firstOffsetLeft.put(partition, offset);
            timestampOfFirstLeft.put(partition, first.timestamp());
            return first.timestamp();
        }
        return null;
    }

    /** The number of partitions that the topic has now. */
    public int partitions() {
        return currentPartitions().size();
    }

    /** Asks the broker, because a consumer's own answer may be five minutes old. */
    private List<TopicPartition> currentPartitions() {
        try {
            return admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get().partitions().stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look up the partitions of " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Offset of the first record that the broker still has, for these partitions. */
    public Map<Integer, Long> beginningOffsets(Set<Integer> partitions) {
        return byPartition(consumer.beginningOffsets(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList()));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }
}
