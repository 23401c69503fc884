package io.rollcall.bench.faults;

import io.rollcall.model.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches a topic grow, committed records only. */
final class TopicEnd implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> ends;

    TopicEnd(KafkaSettings kafka, String topic) {
        Map<String, Object> properties = kafka.properties();
        properties.put("isolation.level", "read_committed");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        this.ends = consumer.endOffsets(partitions);
    }

    /** Whether it has grown since the last look. */
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
