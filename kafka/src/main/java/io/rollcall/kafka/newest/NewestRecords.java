package io.rollcall.kafka.newest;

import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the newest committed records of a topic, and keeps one value of each. Joins no consumer group and creates no topic.
 * For one thread.
 *
 * @param <T> what is kept of a record
 */
final class NewestRecords<T> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Function<ConsumerRecord<byte[], byte[]>, T> valueOf;

    private record Kept<V>(long timestampMillis, V value) {}

    /** A reader of this Kafka. @param valueOf what is kept of a record; null leaves the record out */
    NewestRecords(KafkaSettings kafka, Function<ConsumerRecord<byte[], byte[]>, T> valueOf) {
        this.valueOf = valueOf;
        Map<String, Object> config = new TreeMap<>(kafka.properties());
        config.remove("group.id");
        config.put("client.id", "rollcall-newest");
        config.put("enable.auto.commit", "false");
        config.put("allow.auto.create.topics", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        config.put("fetch.max.wait.ms", 50);
        config.put("fetch.max.bytes", 4 << 20);
        config.put("max.partition.fetch.bytes", 1 << 20);
        config.put("default.api.timeout.ms", 4_000);
        config.put("enable.metrics.push", "false");
        config.put("metric.reporters", "");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The values of the newest {@code count} records by Kafka timestamp, in no particular order; none if there is no such
     * topic.
     *
     * @throws TimeoutException if Kafka does not answer within 5 s
     */
    List<T> read(String topic, int count) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        partitions.forEach(p -> consumer.seek(p, Math.max(begin.get(p), end.get(p) - count)));

        PriorityQueue<Kept<T>> newest = new PriorityQueue<>(Comparator.comparingLong(Kept::timestampMillis));
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no answer to a fetch of " + topic);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                T value = valueOf.apply(record);
                if (value != null) {
                    newest.add(new Kept<>(record.timestamp(), value));
                }
                if (newest.size() > count) {
                    newest.remove();
                }
            }
        }
        return newest.stream().map(Kept::value).toList();
    }

    @Override
    public void close() {
        Consumers.closeAtOnce(consumer);
    }
}
