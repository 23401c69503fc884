package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.InputIdentity;
import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers which topic stands behind a name, and which offsets it has. Not thread-safe. Every method may throw a
 * {@link KafkaException}.
 */
final class TopicInspector implements LeaderEpochs, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicInspector.class);
    private static final int TIMEOUT_MILLIS = 5_000;

    private final KafkaSettings kafka;
    private final Admin admin;
    private final String topic;

    TopicInspector(KafkaSettings kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
        Map<String, Object> properties = kafka.properties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.admin = Admin.create(properties);
    }

    /** The topic now; empty if there is none of this name. */
    Optional<TopicState> look() {
        KafkaFuture<String> cluster = admin.describeCluster().clusterId();
        try {
            TopicDescription description =
                    get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
            Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(description, OffsetSpec.latest());
            return Optional.of(new TopicState(
                    new InputIdentity(orEmpty(get(cluster)), idOf(description)),
                    byPartition(offsets(description, OffsetSpec.earliest()), ListOffsetsResultInfo::offset),
                    byPartition(ends, ListOffsetsResultInfo::offset),
                    epochs(ends)));
        } catch (UnknownTopicOrPartitionException gone) {
            return Optional.empty();
        }
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }

    private static String idOf(TopicDescription description) {
        Uuid id = description.topicId();
        return id == null || id.equals(Uuid.ZERO_UUID) ? "" : id.toString();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(TopicDescription description, OffsetSpec spec) {
        return get(admin.listOffsets(description.partitions().stream()
                        .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> spec)))
                .all());
    }

    private static Map<Integer, Long> byPartition(
            Map<TopicPartition, ListOffsetsResultInfo> offsets, Function<ListOffsetsResultInfo, Long> value) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().partition(), e -> value.apply(e.getValue())));
    }

    private static Map<Integer, Integer> epochs(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Map<Integer, Integer> epochs = new HashMap<>();
        ends.forEach(
                (partition, end) -> end.leaderEpoch().ifPresent(epoch -> epochs.put(partition.partition(), epoch)));
        return epochs;
    }

    @Override
    public Map<Integer, Long> divergences(Map<Integer, Integer> epochs, Map<Integer, Long> offsets) {
        Map<Integer, Long> divergences = new HashMap<>();
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            epochs.forEach((partition, epoch) -> {
                TopicPartition tp = new TopicPartition(topic, partition);
                consumer.assign(List.of(tp));
                // Fetches the leader's own epoch; without it, the consumer would not compare.
                consumer.endOffsets(List.of(tp));
                consumer.seek(tp, new OffsetAndMetadata(offsets.get(partition), Optional.of(epoch), ""));
                try {
                    consumer.position(tp);
                } catch (LogTruncationException e) {
                    OffsetAndMetadata divergence = e.divergentOffsets().get(tp);
                    if (divergence != null) {
                        divergences.put(partition, divergence.offset());
                    }
                }
            });
        } finally {
            Consumers.closeAtOnce(consumer);
        }
        return divergences;
    }

    @Override
    public Map<Integer, Long> appendTimes(Map<Integer, Long> offsets) {
        Map<Integer, Long> times = new HashMap<>();
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            Map<TopicPartition, Long> from = new HashMap<>();
            offsets.forEach((partition, offset) -> from.put(new TopicPartition(topic, partition), offset));
            Map<TopicPartition, Long> first = consumer.beginningOffsets(from.keySet());
            from.forEach((partition, offset) -> {
                consumer.assign(List.of(partition));
                consumer.seek(partition, Math.max(offset, first.get(partition)));
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(TIMEOUT_MILLIS))) {
                    if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
                        times.putIfAbsent(record.partition(), record.timestamp());
                    }
                }
            });
        } catch (OutOfMemoryError e) {
            LOG.warn("the heap is too small for a record of {}: when it was appended is not known", topic);
        } finally {
            Consumers.closeAtOnce(consumer);
        }
        return times;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
