package io.rollcall.jobs.clean;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the job has processed its input, by what it has written. In Real-Time Mode, Spark knows no offset of the batch that
 * was interrupted last.
 */
final class RoutedOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(RoutedOffsets.class);

    /** A batch that is interrupted has seldom lasted longer. */
    private static final long LAST_MILLIS = 120_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final int API_TIMEOUT_MILLIS = 5_000;

    private final KafkaSettings kafka;
    private final Map<String, Function<byte[], EventId>> outputs;

    RoutedOffsets(KafkaSettings kafka, Topics topics) {
        this.kafka = kafka;
        this.outputs = Map.of(
                topics.clean(), value -> LoginJson.readClean(value).id(),
                topics.late(), value -> LoginJson.readClean(value).id(),
                topics.rejected(), RoutedOffsets::ofRejected);
    }

    private static EventId ofRejected(byte[] value) {
        JsonNode json = Json.readTree(value);
        return new EventId((int) Json.number(json, "partition"), Json.number(json, "offset"));
    }

    /**
     * By partition of the input topic, the offset after the last record that the job wrote in the last two minutes in which
     * it wrote any. Empty if the job may not read what it has written.
     *
     * @param until by partition of the input topic, counts only what was written by this time (ms), if one is given
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    Map<Integer, Long> next(Map<Integer, Long> until) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return read(consumer, until);
        } catch (AuthorizationException e) {
            LOG.warn("cannot read how far user_login_clean has processed its input", e);
            return Map.of();
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    private Map<Integer, Long> read(KafkaConsumer<byte[], byte[]> consumer, Map<Integer, Long> until) {
        Map<Integer, Long> next = new HashMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
        ends.values().removeIf(end -> end == 0);
        consumer.assign(ends.keySet());
        long from = Math.max(0, newestMillis(consumer, ends) - LAST_MILLIS);
        Map<TopicPartition, OffsetAndTimestamp> starts =
                consumer.offsetsForTimes(ends.keySet().stream().collect(Collectors.toMap(p -> p, p -> from)));
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? end : start.offset());
        });
        readTo(ends, consumer, record -> note(record, until, next));
        return next;
    }

    /** Reads from the positions of the consumer to these offsets. @throws TimeoutException if nothing comes for 10 s */
    private static void readTo(
            Map<TopicPartition, Long> ends,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long lastRead = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
            records.forEach(reader);
            if (!records.isEmpty()) {
                lastRead = System.nanoTime();
            } else if (System.nanoTime() - lastRead > PATIENCE.toNanos()) {
                throw new TimeoutException("no records from " + ends.keySet() + " within " + PATIENCE);
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return outputs.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    /** Kafka timestamp (ms) of the newest record, 0 if there is none. Reads the last record of each partition. */
    private static long newestMillis(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(beginnings.get(partition), end - 1)));
        List<Long> times = new ArrayList<>();
        readTo(ends, consumer, record -> times.add(record.timestamp()));
        return times.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Map<Integer, Long> until, Map<Integer, Long> next) {
        EventId id = idOf(record);
        if (id != null && record.timestamp() <= until.getOrDefault(id.partition(), Long.MAX_VALUE)) {
            next.merge(id.partition(), id.offset() + 1, Math::max);
        }
    }

    /** The id of an output record, null if the job did not write it. */
    private EventId idOf(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : outputs.get(record.topic()).apply(record.value());
        } catch (IllegalArgumentException another) {
            return null;
        }
    }
}
