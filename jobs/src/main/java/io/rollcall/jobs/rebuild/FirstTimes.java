package io.rollcall.jobs.rebuild;

import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.Skip;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the first records of partitions reached Kafka, by the broker's clock. */
final class FirstTimes {
    private static final Logger LOG = LoggerFactory.getLogger(FirstTimes.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private FirstTimes() {}

    /**
     * The time (ms) of the first record, by partition. There is none where a partition has no record, where the heap is
     * too small for the record, and where a producer has set the timestamp ({@code CreateTime}) although records before
     * were deleted: it proves nothing about those.
     *
     * @param begins the first offset of each partition
     * @param ends the offset after the last one of each partition
     */
    static Map<TopicPartition, Long> read(
            KafkaSettings kafka, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        KafkaConsumer<Void, Void> consumer = consumer(kafka);
        try {
            for (TopicPartition partition : begins.keySet()) {
                try {
                    first(consumer, partition, begins.get(partition), ends.get(partition))
                            .filter(record -> begins.get(partition) == 0
                                    || record.timestampType() == TimestampType.LOG_APPEND_TIME)
                            .ifPresent(record -> times.put(partition, record.timestamp()));
                } catch (OutOfMemoryError e) {
                    LOG.warn(
                            "the heap is too small for the first record of {}, at offset {}: its time counts as now",
                            partition,
                            begins.get(partition));
                    Consumers.closeAtOnce(consumer); // it stands within the record
                    consumer = consumer(kafka);
                }
            }
        } finally {
            Consumers.closeAtOnce(consumer);
        }
        return times;
    }

    /** Empty if the partition holds nothing but markers of transactions. */
    private static Optional<ConsumerRecord<Void, Void>> first(
            KafkaConsumer<Void, Void> consumer, TopicPartition partition, long begin, long end) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, begin);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<Void, Void> record : consumer.poll(POLL)) {
                return Optional.of(record);
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no record of " + partition + " within " + TIMEOUT.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }

    private static KafkaConsumer<Void, Void> consumer(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        return new KafkaConsumer<>(properties, new Skip(), new Skip());
    }
}
