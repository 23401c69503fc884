package io.rollcall.jobs.progress;

import io.rollcall.jobs.progress.InputPosition.First;
import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A job's input topic, seen from outside the query: how many records are left, and since when. Not thread-safe. Every
 * method may throw a {@link KafkaException}.
 */
public final class InputTopic implements AutoCloseable {
    private static final int API_TIMEOUT_MILLIS = 5_000;

    /** What the job reads: its query has this isolation level too. */
    private final VisibleRecords committed;

    private final VisibleRecords all;
    private final Admin admin;
    private final String topic;

    /** Connects to the topic. Used by this package and by the job runner. */
    public InputTopic(KafkaSettings kafka, String topic) {
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
        List<TopicPartition> partitions = currentPartitions();
        Map<TopicPartition, Long> endOffsets = all.endOffsets(partitions);
        Map<TopicPartition, Long> committedEnds = committed.endOffsets(partitions);
        Map<TopicPartition, Long> beginningOffsets = all.beginningOffsets(partitions);
        return InputPosition.of(
                processed, byPartition(beginningOffsets), byPartition(endOffsets), nowMillis, (number, offset) -> {
                    TopicPartition partition = new TopicPartition(topic, number);
                    First first = committed.first(partition, offset, committedEnds.get(partition));
                    long end = endOffsets.get(partition);
                    // While a transaction is open: what it commits will have older timestamps than its commit.
                    return first.timestampMillis() == null && first.offset() < end
                            ? new First(first.offset(), all.first(partition, first.offset(), end).timestampMillis())
                            : first;
                });
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    /** The number of partitions that the topic has now. */
    public int partitions() {
        return currentPartitions().size();
    }

    /** Asks the broker, because a consumer's own answer may be five minutes old. */
    private List<TopicPartition> currentPartitions() {
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

    /** Offset of the first record that the broker still has, for these partitions. */
    public Map<Integer, Long> beginningOffsets(Set<Integer> partitions) {
        return byPartition(all.beginningOffsets(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList()));
    }

    @Override
    public void close() {
        committed.close();
        all.close();
        admin.close(Duration.ZERO);
    }
}
