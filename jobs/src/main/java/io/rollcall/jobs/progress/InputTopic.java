package io.rollcall.jobs.progress;

import io.rollcall.jobs.progress.InputPosition.First;
import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A job's input topic, seen from outside the query: how many records are left, and since when. Not thread-safe. Every
 * method may throw a {@link KafkaException}.
 */
final class InputTopic implements AutoCloseable {
    private static final int API_TIMEOUT_MILLIS = 5_000;

    /** What the job reads: its query has this isolation level too. */
    private final VisibleRecords committed;

    private final VisibleRecords all;
    private final Admin admin;
    private final String topic;

    /** Read when it is first needed. */
    private Replicas replicas;

    /** Connects to the topic. */
    InputTopic(KafkaSettings kafka, String topic) {
        this.committed = new VisibleRecords(kafka, "read_committed", API_TIMEOUT_MILLIS);
        this.all = new VisibleRecords(kafka, "read_uncommitted", API_TIMEOUT_MILLIS);
        Map<String, Object> adminProperties = kafka.properties();
        adminProperties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        adminProperties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        this.admin = Admin.create(adminProperties);
        this.topic = topic;
    }

    /**
     * Computes the position of a job that has processed these offsets. Markers of transactions and records of aborted
     * ones are skipped: a job that has only such offsets left has processed everything, although Spark's offsets stay
     * before them.
     *
     * @param processed next offset to process by partition; partitions without an entry begin at their first record
     * @param nowMillis what a job without lag is complete through: a time (ms) of the broker's clock that is not after
     *     this call, or null if none is known
     */
    InputPosition position(Map<Integer, Long> processed, Long nowMillis) {
        List<TopicPartitionInfo> described = describe();
        List<TopicPartition> partitions = partitions(described);
        Map<TopicPartition, Long> endOffsets =
                offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> committedEnds =
                offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> beginningOffsets =
                offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
        Map<Integer, TopicPartitionInfo> infos =
                described.stream().collect(Collectors.toMap(TopicPartitionInfo::partition, info -> info));
        return InputPosition.of(
                processed,
                byPartition(beginningOffsets),
                byPartition(endOffsets),
                nowMillis,
                (number, offset) -> {
                    TopicPartition partition = new TopicPartition(topic, number);
                    First first = committed.first(partition, offset, committedEnds.get(partition));
                    long end = endOffsets.get(partition);
                    // While a transaction is open: what it commits will have older timestamps than its commit.
                    return first.timestampMillis() == null && first.offset() < end
                            ? new First(
                                    first.offset(),
                                    all.first(partition, first.offset(), end).timestampMillis())
                            : first;
                },
                number -> {
                    TopicPartition partition = new TopicPartition(topic, number);
                    long beginning = beginningOffsets.get(partition);
                    return withoutLag(infos.get(number), partition, beginning, endOffsets.get(partition), nowMillis);
                });
    }

    /** What a partition is complete through that has no visible record left; null if unknown. */
    private Long withoutLag(TopicPartitionInfo info, TopicPartition partition, long beginning, long end, Long now) {
        if (info.replicas().size() == 1 || now == null) {
            return now;
        }
        if (replicas == null) {
            replicas = Replicas.of(admin, topic, info.replicas().get(0).id());
        }
        // The last offset may be a transaction's marker, and the one before a record of that transaction.
        First last = all.first(partition, Math.max(beginning, end - 2), end);
        return replicas.completeThrough(info.replicas().size(), info.isr().size(), now, last.timestampMillis());
    }

    /**
     * By the admin client: a consumer warns of each partition that is not assigned to it. The latest offset is the high
     * watermark, or for committed records the offset of the first open transaction.
     */
    private Map<TopicPartition, Long> offsets(
            List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, found) -> offsets.put(partition, found.offset()));
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look up the offsets of " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return offsets;
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    private List<TopicPartition> partitions(List<TopicPartitionInfo> described) {
        return described.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Asks the broker, because a consumer's own answer may be five minutes old. */
    private List<TopicPartitionInfo> describe() {
        try {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look up the partitions of " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        committed.close();
        all.close();
        admin.close(Duration.ZERO);
    }
}
