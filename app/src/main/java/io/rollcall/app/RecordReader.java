package io.rollcall.app;

import io.rollcall.model.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic's committed records without a consumer group, so it leaves no trace. Where it reads up to the end, that
 * is the end as it was when the reader was made. One thread.
 */
final class RecordReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Where compaction removed the last records the position stands still short of the end; this ends the wait. */
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String server;
    private final Map<TopicPartition, Long> begin;
    private final Map<TopicPartition, Long> end;

    RecordReader(KafkaSettings kafka, Collection<TopicPartition> partitions) {
        server = kafka.bootstrapServer();
        Map<String, Object> config = new TreeMap<>(kafka.properties());
        config.remove("group.id");
        config.put("client.id", "rollcall-tail");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        config.putIfAbsent("default.api.timeout.ms", 5000);
        try {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer.assign(partitions);
            begin = Map.copyOf(consumer.beginningOffsets(partitions));
            end = Map.copyOf(consumer.endOffsets(partitions));
        } catch (KafkaException e) {
            throw KafkaFailure.userError(server, e);
        }
    }

    /** The last so many records over all partitions, oldest first by Kafka timestamp. */
    List<ConsumerRecord<byte[], byte[]>> last(int count) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<TopicPartition, Long> from = new HashMap<>();
        // Compaction and transactions leave gaps, so as many offsets may hold fewer records: then look further back.
        List<TopicPartition> open = new ArrayList<>(begin.keySet());
        for (long span = count; !open.isEmpty() && count > 0; span *= 8) {
            List<TopicPartition> again = new ArrayList<>();
            for (TopicPartition partition : open) {
                from.put(partition, Math.max(begin.get(partition), end.get(partition) - span));
            }
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            from.keySet().retainAll(open);
            readToEnd(from, read::add);
            for (TopicPartition partition : open) {
                List<ConsumerRecord<byte[], byte[]>> of = read.stream()
                        .filter(r -> r.partition() == partition.partition())
                        .toList();
                if (of.size() >= count || from.get(partition).equals(begin.get(partition))) {
                    found.addAll(of.subList(Math.max(0, of.size() - count), of.size()));
                } else {
                    again.add(partition);
                }
            }
            open = again;
        }
        found.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return found.subList(Math.max(0, found.size() - count), found.size());
    }

    /** All records to the end, each partition's in order, until the predicate says no. */
    void fromBeginning(Predicate<ConsumerRecord<byte[], byte[]>> more) {
        readToEnd(begin, more);
    }

    /** Follows from the end (or on from where reading ended) until the predicate says no; for ever if it does not. */
    void follow(Predicate<ConsumerRecord<byte[], byte[]>> more) {
        end.forEach(consumer::seek);
        consumer.resume(end.keySet());
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                if (!more.test(record)) {
                    return;
                }
            }
        }
    }

    private void readToEnd(Map<TopicPartition, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        List<TopicPartition> open = new ArrayList<>(from.keySet());
        consumer.pause(begin.keySet());
        consumer.resume(open);
        from.forEach(consumer::seek);
        long lastMove = System.nanoTime();
        while (true) {
            List<TopicPartition> done = open.stream()
                    .filter(p -> consumer.position(p) >= end.get(p))
                    .toList();
            consumer.pause(done);
            open.removeAll(done);
            if (open.isEmpty()) {
                return;
            }
            if (System.nanoTime() - lastMove > STANDSTILL.toNanos()) {
                requireReachable();
                return;
            }
            Map<TopicPartition, Long> before = positions(open);
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < end.get(partition) && !more.test(record)) {
                    return;
                }
            }
            if (!positions(open).equals(before)) {
                lastMove = System.nanoTime();
            }
        }
    }

    /** So that a broker that went away is not taken for the end of its log. */
    private void requireReachable() {
        try {
            consumer.endOffsets(end.keySet());
        } catch (KafkaException e) {
            throw KafkaFailure.userError(server, e);
        }
    }

    private Map<TopicPartition, Long> positions(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        try {
            return consumer.poll(POLL);
        } catch (KafkaException e) {
            throw KafkaFailure.userError(server, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
