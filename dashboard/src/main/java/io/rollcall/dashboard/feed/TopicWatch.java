package io.rollcall.dashboard.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks every few seconds whether Kafka is there, which topics there are, and from where to where they reach. */
final class TopicWatch implements AutoCloseable {
    private static final Duration EAGER = Duration.ofMillis(300);
    private static final Duration CALM = Duration.ofSeconds(2);

    private final Admin admin;
    private final List<String> topics;
    private final Clock clock;
    private final Thread thread;
    private volatile View latest;
    private volatile Outage outage;

    /** First and next offset of a partition. */
    record Reach(long begin, long end) {}

    /** One look at the topics; those that are missing have no entries. */
    record View(long beganNanos, Map<String, Uuid> ids, Map<TopicPartition, Reach> partitions) {}

    /** Since when (ms since the epoch) there is no answer, and what went wrong last. */
    record Outage(long sinceMillis, String problem) {}

    TopicWatch(Admin admin, List<String> topics, Clock clock) {
        this.admin = admin;
        this.topics = List.copyOf(topics);
        this.clock = clock;
        outage = new Outage(clock.millis(), "not connected yet");
        thread = new Thread(this::run, "rollcall-topics");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The newest look; null before the first. */
    View latest() {
        return latest;
    }

    /** Null while Kafka answers. */
    Outage outage() {
        return outage;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    View view = look();
                    latest = view;
                    outage = null;
                    Thread.sleep((view.ids().size() == topics.size() ? CALM : EAGER).toMillis());
                } catch (ExecutionException | RuntimeException e) {
                    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
                    Outage before = outage;
                    outage = new Outage(
                            before == null ? clock.millis() : before.sinceMillis(), String.valueOf(cause.getMessage()));
                    Thread.sleep(EAGER.toMillis());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private View look() throws ExecutionException, InterruptedException {
        long began = System.nanoTime();
        Map<String, Uuid> ids = new HashMap<>();
        Set<TopicPartition> partitions = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                TopicDescription topic = entry.getValue().get();
                ids.put(topic.name(), topic.topicId());
                topic.partitions().forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        Map<TopicPartition, ListOffsetsResultInfo> begin = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> end = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Reach> reaches = new HashMap<>();
        partitions.forEach(
                p -> reaches.put(p, new Reach(begin.get(p).offset(), end.get(p).offset())));
        return new View(began, Map.copyOf(ids), Map.copyOf(reaches));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(p -> wanted.put(p, spec));
        return admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
    }

    @Override
    public void close() {
        thread.interrupt();
        admin.close(Duration.ZERO);
    }
}
