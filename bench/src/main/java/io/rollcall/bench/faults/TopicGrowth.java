package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tells whether a topic has grown. */
final class TopicGrowth implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> ends;

    /**
     * @param committed whether records in a transaction count only once it is committed; otherwise as soon as they are
     *     written
     */
    TopicGrowth(KafkaSettings kafka, String topic, boolean committed) {
        Map<String, Object> properties = kafka.properties();
        properties.put("isolation.level", committed ? "read_committed" : "read_uncommitted");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        this.ends = consumer.endOffsets(partitions);
    }

    /** Whether the topic has grown since the last call. */
    boolean hasGrown() {
        Map<TopicPartition, Long> before = ends;
        ends = consumer.endOffsets(partitions);
        return !ends.equals(before);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
