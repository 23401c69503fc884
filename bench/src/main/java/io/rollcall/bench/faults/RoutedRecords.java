package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.EventId;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Follows the clean, late and rejected topics: which raw records are on one of them, and how many are on them
 * repeatedly.
 */
final class RoutedRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Map<Integer, Roaring64Bitmap> offsets = new HashMap<>();
    private long records;

    RoutedRecords(KafkaSettings kafka, Topics topics) {
        Map<String, Object> properties = kafka.properties();
        properties.put("auto.offset.reset", "earliest");
        properties.put("default.api.timeout.ms", 20_000);
        this.topics = topics;
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions(List.of(topics.clean(), topics.late(), topics.rejected()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private List<TopicPartition> partitions(List<String> names) {
        return names.stream()
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    /** Reads the new records; returns whether every record on the raw topic has been routed. */
    boolean isComplete() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(List.of(topics.raw())));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
        consumer.poll(POLL).forEach(this::add);
        return ends.entrySet().stream().allMatch(end -> {
            long begin = begins.get(end.getKey());
            Roaring64Bitmap found = offsets.getOrDefault(end.getKey().partition(), new Roaring64Bitmap());
            long before = begin == 0 ? 0 : found.rankLong(begin - 1);
            return found.getLongCardinality() - before == end.getValue() - begin;
        });
    }

    /** The number of raw records routed so far. */
    long distinct() {
        return offsets.values().stream()
                .mapToLong(Roaring64Bitmap::getLongCardinality)
                .sum();
    }

    /** The number of records beyond the first of each event id. */
    long duplicates() {
        return records - distinct();
    }

    private void add(ConsumerRecord<byte[], byte[]> message) {
        records++;
        JsonNode login = Json.readTree(message.value());
        if (message.topic().equals(topics.rejected())) {
            add(login.get("partition").intValue(), login.get("offset").longValue());
        } else {
            EventId id = EventId.parse(login.get("event_id").asText());
            add(id.partition(), id.offset());
        }
    }

    private void add(int partition, long offset) {
        offsets.computeIfAbsent(partition, p -> new Roaring64Bitmap()).addLong(offset);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
