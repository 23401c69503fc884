package io.rollcall.jobs.progress;

import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at a job's input topic from outside: how much is left, and from when. Used by one thread. */
public final class InputTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final String topic;
    private final Map<TopicPartition, Long> firstLeft = new HashMap<>();
    private final Map<TopicPartition, Long> timeOfFirstLeft = new HashMap<>();

    public InputTopic(KafkaSettings kafka, String topic) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> adminProperties = kafka.properties();
        adminProperties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        adminProperties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        this.admin = Admin.create(adminProperties);
        this.topic = topic;
    }

    /**
     * What a job has left.
     *
     * @param begins offset of the first record still there, by partition
     * @param ends next offset to be written, by partition
     * @param next next offset to process, by partition
     * @param lag records not processed yet
     * @param completeThroughMillis Kafka timestamp (ms) before which everything is processed, or null if not known
     */
    record Look(
            Map<Integer, Long> begins,
            Map<Integer, Long> ends,
            Map<Integer, Long> next,
            long lag,
            Long completeThroughMillis) {}

    /**
     * Looks.
     *
     * @param processed next offset to process by partition; partitions that lack begin at their first record
     * @param nowMillis what to be complete through where nothing is left: a time (ms) not after this look, or null
     */
    Look look(Map<Integer, Long> processed, Long nowMillis) {
        List<TopicPartition> partitions = partitionsNow();
        if (!consumer.assignment().equals(Set.copyOf(partitions))) {
            consumer.assign(partitions);
            consumer.pause(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<Integer, Long> nextOffsets = new HashMap<>();
        long lag = 0;
        Long completeThrough = nowMillis;
        boolean known = nowMillis != null;
        for (TopicPartition partition : partitions) {
            long begin = begins.get(partition);
            long next = Math.max(begin, processed.getOrDefault(partition.partition(), begin));
            long left = Math.max(0, ends.get(partition) - next);
            lag += left;
            nextOffsets.put(partition.partition(), next);
            if (left > 0) {
                Long time = timeOf(partition, next);
                known &= time != null;
                completeThrough = time == null || completeThrough == null ? null : Long.min(completeThrough, time);
            }
        }
        return new Look(byPartition(begins), byPartition(ends), nextOffsets, lag, known ? completeThrough : null);
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    /** Kafka timestamp of the first record from that offset on, or null if none was there in time. */
    private Long timeOf(TopicPartition partition, long offset) {
        if (firstLeft.getOrDefault(partition, -1L) == offset) {
            return timeOfFirstLeft.get(partition);
        }
        consumer.seek(partition, offset);
        consumer.resume(List.of(partition));
        ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
        consumer.pause(List.of(partition));
        for (ConsumerRecord<byte[], byte[]> first : records) {
            firstLeft.put(partition, offset);
            timeOfFirstLeft.put(partition, first.timestamp());
            return first.timestamp();
        }
        return null;
    }

    public int partitions() {
        return partitionsNow().size();
    }

    /** As the broker knows them: a consumer answers from what it learned up to five minutes before. */
    private List<TopicPartition> partitionsNow() {
        try {
            return admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get().partitions().stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look up the partitions of " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The first offsets still there, of these partitions. */
    public Map<Integer, Long> begins(Set<Integer> partitions) {
        return byPartition(consumer.beginningOffsets(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList()));
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }
}
