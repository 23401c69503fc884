package io.rollcall.dashboard.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every few seconds which topics exist and which offsets their partitions hold. Uses its own thread; any
 * thread may read the results.
 */
final class TopicMonitor implements FinalityGate.Ends, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicMonitor.class);
    /** Pause while topics are missing or Kafka does not answer. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(300);

    private static final Duration LONG_PAUSE = Duration.ofSeconds(2);
    /** Between two requests, however often somebody asks. */
    private static final Duration MIN_PAUSE = Duration.ofMillis(200);

    /** A client that met something that is no broker may be of no use any more. */
    private static final long CLIENT_OUTAGE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<Admin> clients;
    private final List<String> topics;
    private final Clock clock;
    private final Thread thread;
    private volatile Admin admin;
    private volatile TopicState latest;
    private volatile Outage outage;
    private final Semaphore asked = new Semaphore(0);

    /** The first offset of a partition, and the next one to be written. */
    record OffsetRange(long begin, long end) {}

    /**
     * The answer to one request. Topics that do not exist have no entries.
     *
     * @param requestedNanos {@link System#nanoTime()} before the request
     * @param ids topic ids by name; a topic that was recreated has a new id
     * @param partitions committed offsets of each partition
     * @param writtenEnds the next offset of each partition, transactions that are still open included
     * @param cluster id of the cluster
     */
    record TopicState(
            long requestedNanos,
            Map<String, Uuid> ids,
            Map<TopicPartition, OffsetRange> partitions,
            Map<TopicPartition, Long> writtenEnds,
            String cluster) {}

    /** The time (ms since the epoch) since which Kafka has not answered, and the last error. */
    record Outage(long sinceMillis, String problem) {}

    /** @param clients connects to Kafka: at once, and anew every 10 s while Kafka does not answer */
    TopicMonitor(Supplier<Admin> clients, List<String> topics, Clock clock) {
        this.clients = clients;
        this.admin = clients.get();
        this.topics = List.copyOf(topics);
        this.clock = clock;
        outage = new Outage(clock.millis(), "not connected yet");
        thread = new Thread(this::run, "rollcall-topics");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The newest answer; null before the first. */
    TopicState latest() {
        return latest;
    }

    @Override
    public Supplier<Map<TopicPartition, Long>> ask() {
        long now = System.nanoTime();
        asked.release();
        return () -> {
            TopicState state = latest;
            return state != null && state.requestedNanos() - now > 0 ? state.writtenEnds() : null;
        };
    }

    /** Null while Kafka answers. */
    Outage outage() {
        return outage;
    }

    private void run() {
        long connected = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    TopicState state = request();
                    connected = System.nanoTime();
                    latest = state;
                    outage = null;
                    pause(state.ids().size() == topics.size() ? LONG_PAUSE : SHORT_PAUSE);
                } catch (ExecutionException | RuntimeException e) {
                    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
                    Outage before = outage;
                    outage = new Outage(
                            before == null ? clock.millis() : before.sinceMillis(), String.valueOf(cause.getMessage()));
                    Thread.sleep(SHORT_PAUSE.toMillis());
                    if (System.nanoTime() - connected > CLIENT_OUTAGE_NANOS) {
                        connected = System.nanoTime();
                        reconnect();
                    }
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconnect() {
        admin.close(Duration.ZERO);
        try {
            admin = clients.get();
        } catch (KafkaException e) {
            LOG.debug("cannot connect to Kafka", e);
        }
    }

    /** Waits this long, or until somebody asks. */
    private void pause(Duration longest) throws InterruptedException {
        Thread.sleep(MIN_PAUSE.toMillis());
        if (asked.tryAcquire(longest.minus(MIN_PAUSE).toMillis(), TimeUnit.MILLISECONDS)) {
            asked.drainPermits();
        }
    }

    private TopicState request() throws ExecutionException, InterruptedException {
        long requested = System.nanoTime();
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
        var cluster = admin.describeCluster().clusterId();
        Map<TopicPartition, Long> written = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        partitions.forEach(p -> ranges.put(p, new OffsetRange(begin.get(p), end.get(p))));
        return new TopicState(
                requested,
                Map.copyOf(ids),
                Map.copyOf(ranges),
                Map.copyOf(written),
                Objects.requireNonNullElse(cluster.get(), ""));
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> requests = new HashMap<>();
        partitions.forEach(p -> requests.put(p, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(requests, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public void close() {
        thread.interrupt();
        admin.close(Duration.ZERO);
    }
}
