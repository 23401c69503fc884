package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.EventId;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.RawSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
    private static final Duration READ = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final RawSource source;
    private final Predicate<ConsumerRecord<byte[], byte[]>> counts;
    private final Map<Integer, Roaring64Bitmap> raw = new HashMap<>();
    private final Map<Integer, Roaring64Bitmap> routed = new HashMap<>();
    /** The elements of records that consist of such. */
    private final Set<EventId> elements = new HashSet<>();
    /** By record, how many of its elements are on a topic. */
    private final Map<EventId, Integer> found = new HashMap<>();
    /** How many elements must come to a topic, of records where it is not one. */
    private final Map<EventId, Integer> wanted = new HashMap<>();

    private long duplicates;

    /**
     * Follows the topics, where raw records mean this.
     *
     * @param counts whether a raw record must be routed: not one that took the offset of another, which was
     */
    RoutedRecords(
            KafkaSettings kafka, Topics topics, RawSource source, Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        this.source = source;
        this.counts = counts;
        Map<String, Object> properties = kafka.properties();
        properties.put("auto.offset.reset", "earliest");
        properties.put("default.api.timeout.ms", 20_000);
        // An aborted login is none, and a marker is no record: neither is ever routed.
        properties.put("isolation.level", "read_committed");
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

    /** Reads the new records; returns whether every committed record on the raw topic has been routed. */
    boolean isComplete() {
        List<TopicPartition> raw = partitions(List.of(topics.raw()));
        follow(raw);
        Map<TopicPartition, Long> ends = consumer.endOffsets(raw);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(raw);
        read();
        return raw.stream()
                .allMatch(partition -> consumer.position(partition) >= ends.get(partition)
                        && isRouted(partition.partition(), begins.get(partition)));
    }

    /** Reads the new partitions too, from their beginning. */
    private void follow(List<TopicPartition> partitions) {
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        List<TopicPartition> added =
                partitions.stream().filter(partition -> all.add(partition)).toList();
        if (!added.isEmpty()) {
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
    }

    /** Reads for a moment, or until nothing is left. */
    private void read() {
        long deadline = System.nanoTime() + READ.toNanos();
        ConsumerRecords<byte[], byte[]> records;
        do {
            records = consumer.poll(POLL);
            records.forEach(this::add);
        } while (!records.isEmpty() && System.nanoTime() < deadline);
    }

    /** Whether all raw records of a partition are routed, except those before this offset, which are deleted. */
    private boolean isRouted(int partition, long begin) {
        Roaring64Bitmap missing = new Roaring64Bitmap();
        missing.or(raw.getOrDefault(partition, missing));
        missing.andNot(routed.getOrDefault(partition, new Roaring64Bitmap()));
        return missing.getLongCardinality() == (begin == 0 ? 0 : missing.rankLong(begin - 1));
    }

    /** The number of records beyond the first of each event id. */
    long duplicates() {
        return duplicates;
    }

    private void add(ConsumerRecord<byte[], byte[]> message) {
        if (message.topic().equals(topics.raw())) {
            if (counts.test(message)) {
                addRaw(message);
            }
            return;
        }
        JsonNode login = Json.readTree(message.value());
        EventId id = message.topic().equals(topics.rejected())
                ? new EventId(
                        login.get("partition").intValue(),
                        login.get("offset").longValue(),
                        login.path("element").asInt(EventId.WHOLE))
                : EventId.parse(login.get("event_id").asText());
        boolean isWhole = id.element() == EventId.WHOLE;
        boolean isNew = isWhole ? !isRouted(id) : elements.add(id);
        duplicates += isNew ? 0 : 1;
        EventId whole = new EventId(id.partition(), id.offset());
        if (isWhole || (isNew && found.merge(whole, 1, Integer::sum) >= wanted.getOrDefault(whole, 1))) {
            add(routed, id.partition(), id.offset());
        }
    }

    private boolean isRouted(EventId id) {
        return routed.getOrDefault(id.partition(), new Roaring64Bitmap()).contains(id.offset());
    }

    /** A record that is skipped as a whole is routed at once: the job's report tells how many it has skipped. */
    private void addRaw(ConsumerRecord<byte[], byte[]> message) {
        add(raw, message.partition(), message.offset());
        int elements = Math.toIntExact(source.routed(message));
        EventId id = new EventId(message.partition(), message.offset());
        if (elements == 0) {
            add(routed, message.partition(), message.offset());
        } else if (elements > 1) {
            wanted.put(id, elements);
            if (isRouted(id) && found.getOrDefault(id, 0) < elements) {
                routed.get(message.partition()).removeLong(message.offset());
            }
        }
    }

    private static void add(Map<Integer, Roaring64Bitmap> offsets, int partition, long offset) {
        offsets.computeIfAbsent(partition, p -> new Roaring64Bitmap()).addLong(offset);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
