package io.rollcall.app.tail;

import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed records of topics without a consumer group, so it changes nothing in Kafka. For one thread. Methods
 * throw {@link org.apache.kafka.common.KafkaException} if Kafka does not answer or refuses.
 */
public final class TopicReader implements AutoCloseable {
    static final Duration POLL = Duration.ofMillis(100);

    /** Bytes that one fetch of all partitions returns at most, so that a small heap is enough. */
    private static final int MAX_FETCH_BYTES = 16 << 20;

    private static final int MAX_PARTITION_BYTES = 4 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** A reader of this Kafka. It connects at the first request. */
    public TopicReader(KafkaSettings kafka) {
        Map<String, Object> config = new TreeMap<>(kafka.properties());
        config.remove("group.id");
        config.put("client.id", "rollcall-tail");
        config.put("enable.auto.commit", "false");
        config.put("allow.auto.create.topics", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        config.put("max.poll.records", 10_000);
        config.put("fetch.max.bytes", MAX_FETCH_BYTES);
        // The next read has to wait for the answer to a fetch at the end of a partition.
        config.put("fetch.max.wait.ms", 50);
        config.put("max.partition.fetch.bytes", MAX_PARTITION_BYTES);
        config.putIfAbsent("receive.buffer.bytes", 1 << 20);
        config.putIfAbsent("default.api.timeout.ms", 4_000);
        // Useless for a command that runs for a second.
        config.put("enable.metrics.push", "false");
        config.put("metric.reporters", "");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of each topic. */
    public Map<String, List<TopicPartition>> topics() {
        Map<String, List<TopicPartition>> topics = new TreeMap<>();
        consumer.listTopics()
                .forEach((topic, partitions) -> topics.put(
                        topic,
                        partitions.stream()
                                .map(p -> new TopicPartition(topic, p.partition()))
                                .toList()));
        return topics;
    }

    /** The records between two positions at this moment. Records that arrive later are not included. */
    public Map<TopicPartition, Span> spans(Collection<TopicPartition> partitions, Position from, Position to) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> first = offsets(from, begin, end);
        Map<TopicPartition, Long> last = offsets(to, begin, end);
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long start = Math.max(begin.get(partition), Math.min(first.get(partition), end.get(partition)));
            long stop = Math.min(last.get(partition), end.get(partition));
            spans.put(partition, new Span(start, Math.max(start, stop)));
        }
        return spans;
    }

    private Map<TopicPartition, Long> offsets(
            Position position, Map<TopicPartition, Long> begin, Map<TopicPartition, Long> end) {
        Map<TopicPartition, Long> offsets = new HashMap<>(end);
        if (position instanceof Position.Beginning) {
            return begin;
        } else if (position instanceof Position.BeforeEnd before) {
            offsets.replaceAll((partition, last) -> last - before.count());
        } else if (position instanceof Position.Offset at) {
            offsets.replaceAll((partition, last) -> at.offset());
        } else if (position instanceof Position.Time time) {
            Map<TopicPartition, Long> query = new HashMap<>(end);
            query.replaceAll((partition, last) -> time.millis());
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(query);
            offsets.replaceAll((partition, last) ->
                    found.get(partition) == null ? last : found.get(partition).offset());
        }
        return offsets;
    }

    /** Reads spans of partitions that were given to {@link #spans}. Ends any earlier read. */
    public BoundedRead read(Map<TopicPartition, Span> spans) {
        return new BoundedRead(consumer, spans);
    }

    /** The spans that begin with the last {@code count} records that pass the filter, over all partitions. */
    public Map<TopicPartition, Span> last(
            int count, Map<TopicPartition, Span> spans, Predicate<ConsumerRecord<byte[], byte[]>> filter) {
        return new LastRecords(this, count, filter).in(spans);
    }

    /** The last {@code count} records of these partitions together, oldest first. */
    public List<ConsumerRecord<byte[], byte[]>> last(int count, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Span> all = spans(partitions, new Position.Beginning(), new Position.End());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        BoundedRead read = read(last(count, all, record -> true));
        while (!read.isDone()) {
            records.addAll(read.next());
        }
        return records;
    }

    /** Continues after these spans; {@link #poll} then returns new records. */
    public void follow(Map<TopicPartition, Span> spans) {
        consumer.resume(spans.keySet());
        spans.forEach((partition, span) -> consumer.seek(partition, span.to()));
    }

    /** New records, those of each partition in order. Waits up to 100 ms for them. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        return consumer.poll(POLL);
    }

    @Override
    public void close() {
        Consumers.closeAtOnce(consumer);
    }
}
