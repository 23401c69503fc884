package io.rollcall.testkit.oracle;

import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all committed records that a topic holds at this moment. */
public final class TopicRecords {
    private TopicRecords() {}

    /** The records; those of a partition are in order. */
    public static List<ConsumerRecord<byte[], byte[]>> all(KafkaSettings kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEach(kafka, topic, records::add);
        return records;
    }

    /** Passes the records to an action one by one, so that they need not fit into memory. */
    public static void forEach(KafkaSettings kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<String, Object> properties = kafka.properties();
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(action);
            }
        }
    }
}
