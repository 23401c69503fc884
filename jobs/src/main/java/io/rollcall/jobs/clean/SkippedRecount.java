package io.rollcall.jobs.clean;

import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.RawRecord;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.Verdict;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts anew what was skipped among records that the job has processed: those of the last second or so before it was
 * killed.
 */
final class SkippedRecount {
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final String topic;
    private final MappedCleaner cleaner;

    SkippedRecount(KafkaSettings kafka, String topic, MappedCleaner cleaner) {
        this.kafka = kafka;
        this.topic = topic;
        this.cleaner = cleaner;
    }

    /** See {@link io.rollcall.jobs.Job#countSkipped}. */
    long count(Map<Integer, OffsetRange> offsets, Map<Integer, OffsetRange> unprocessed) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(offsets.keySet().stream().map(this::partition).toList());
            offsets.forEach((partition, range) -> consumer.seek(partition(partition), range.from()));
            return read(consumer, offsets, unprocessed);
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(topic, partition);
    }

    /** @throws TimeoutException if nothing comes for 10 s */
    private long read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<Integer, OffsetRange> offsets,
            Map<Integer, OffsetRange> unprocessed) {
        long skipped = 0;
        long lastRead = System.nanoTime();
        while (offsets.entrySet().stream()
                .anyMatch(range -> consumer.position(partition(range.getKey()))
                        < range.getValue().to())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < offsets.get(record.partition()).to()
                        && !isIn(unprocessed.get(record.partition()), record.offset())) {
                    skipped += skipped(record);
                }
            }
            if (!records.isEmpty()) {
                lastRead = System.nanoTime();
            } else if (System.nanoTime() - lastRead > PATIENCE.toNanos()) {
                throw new TimeoutException("no records from " + topic + " within " + PATIENCE);
            }
        }
        return skipped;
    }

    private static boolean isIn(OffsetRange range, long offset) {
        return range != null && range.contains(offset);
    }

    private long skipped(ConsumerRecord<byte[], byte[]> record) {
        RawRecord raw = new RawRecord(
                record.topic(), new EventId(record.partition(), record.offset()), record.timestamp(), record.value());
        return cleaner.clean(raw).stream()
                .filter(Verdict.Skipped.class::isInstance)
                .count();
    }
}
