package io.rollcall.jobs.rebuild;

import io.rollcall.jobs.rebuild.RebuildFloor.Beginning;
import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What topics hold now: their ids, where they begin, and their newest time. Not thread-safe. */
final class TopicContents implements Contents, AutoCloseable {
    private static final int API_TIMEOUT_MILLIS = 10_000;
    /** So many offsets at the end of a partition hold a row, and markers of transactions. */
    private static final int LAST_OFFSETS = 20;

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final Admin admin;

    TopicContents(KafkaSettings kafka) {
        this.kafka = kafka;
        Map<String, Object> properties = kafka.properties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        this.admin = Admin.create(properties);
    }

    @Override
    public Map<String, String> ids(Collection<String> topics) {
        Map<String, String> ids = new HashMap<>();
        descriptions(topics)
                .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        return ids;
    }

    private Map<String, TopicDescription> descriptions(Collection<String> topics) {
        Map<String, TopicDescription> descriptions = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, topic) -> {
            try {
                descriptions.put(name, topic.get());
            } catch (ExecutionException e) {
                boolean notThere = e.getCause() instanceof UnknownTopicOrPartitionException
                        || e.getCause() instanceof TopicAuthorizationException;
                if (!notThere) {
                    throw new KafkaException("cannot look up the topic " + name, e.getCause());
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        return descriptions;
    }

    /** The partitions of those of these topics that exist. */
    private List<TopicPartition> partitions(Collection<String> topics) {
        return descriptions(topics).values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
    }

    @Override
    public boolean isUntouched(String topic) {
        return offsets(partitions(List.of(topic)), OffsetSpec.latest()).values().stream()
                .allMatch(end -> end.offset() == 0);
    }

    @Override
    public long newestMillis(Collection<String> topics) {
        return offsets(partitions(topics), OffsetSpec.maxTimestamp()).values().stream()
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .filter(timestamp -> timestamp >= 0)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        try {
            return admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look up offsets", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public Map<Integer, Long> beginningOffsets(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(topic);
        try {
            return consumer.beginningOffsets(consumer.assignment()).entrySet().stream()
                    .collect(Collectors.toMap(begin -> begin.getKey().partition(), Map.Entry::getValue));
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    @Override
    public List<Beginning> beginnings(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(topic);
        try {
            Set<TopicPartition> partitions = consumer.assignment();
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> first = FirstTimes.read(kafka, begins, consumer.endOffsets(partitions));
            List<Beginning> beginnings = new ArrayList<>();
            begins.forEach((partition, offset) -> beginnings.add(new Beginning(offset, first.get(partition))));
            return beginnings;
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    @Override
    public List<RowBasis> newestBasis(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(topic);
        try {
            Set<TopicPartition> partitions = consumer.assignment();
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ends.forEach(
                    (partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - LAST_OFFSETS)));
            List<RowBasis> bases = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> RowBasis.of(record.headers()).ifPresent(bases::add));
            }
            return bases;
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    @Override
    public void readRows(String topic, KnownRows rows) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            seek(consumer, partitions, rows.readFromMillis());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!rows.haveOtherTopic()
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    rows.apply(record.key(), record.value(), record.headers());
                }
            }
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long fromMillis) {
        if (fromMillis == Long.MIN_VALUE) {
            consumer.seekToBeginning(partitions);
            return;
        }
        consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(p -> p, p -> fromMillis)))
                .forEach((partition, found) -> {
                    if (found == null) {
                        consumer.seekToEnd(List.of(partition));
                    } else {
                        consumer.seek(partition, found.offset());
                    }
                });
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        List<TopicPartition> partitions = partitions(List.of(topic));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions);
        return consumer;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
