package io.rollcall.kafka;

import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Describes topics, creates missing ones, and empties them. Every failure is a {@link UserError}. Thread-safe. */
public final class TopicAdmin implements AutoCloseable {
    /** The timeout of a command that a person waits for. */
    static final Duration INTERACTIVE_TIMEOUT = Duration.ofSeconds(5);

    /** The timeout of a service, which may start at the same time as its Kafka. */
    public static final Duration SERVICE_TIMEOUT = Duration.ofSeconds(30);

    private static final long DEFAULT_MAX_LAG_MILLIS = 30_000;

    private final Admin admin;
    private final String server;
    private final Duration timeout;

    /**
     * Connects.
     *
     * @throws UserError if Kafka cannot be reached within 5 s, or refuses
     */
    public TopicAdmin(KafkaSettings kafka) {
        this(kafka, INTERACTIVE_TIMEOUT);
    }

    /**
     * Connects.
     *
     * @param timeout of each request
     * @throws UserError if Kafka cannot be reached in that time, or refuses
     */
    public TopicAdmin(KafkaSettings kafka, Duration timeout) {
        this.server = kafka.bootstrapServer();
        this.timeout = timeout;
        Map<String, Object> config = new TreeMap<>(kafka.properties());
        config.put("client.id", "rollcall-admin");
        config.putIfAbsent("request.timeout.ms", (int) timeout.toMillis());
        config.putIfAbsent("default.api.timeout.ms", (int) timeout.toMillis());
        Admin connected = null;
        try {
            connected = Admin.create(config);
            connected.describeCluster().nodes().get();
        } catch (KafkaException e) {
            throw KafkaFailure.userError(server, timeout, e);
        } catch (ExecutionException e) {
            connected.close();
            throw KafkaFailure.userError(server, timeout, e.getCause());
        } catch (InterruptedException e) {
            connected.close();
            throw KafkaFailure.interrupted(e);
        }
        admin = connected;
    }

    /**
     * Creates the topics that Rollcall needs and that do not exist. Existing ones stay as they are.
     *
     * @return the names of the topics created
     */
    public Set<String> createMissing(Settings settings) {
        return createMissing(settings, settings.topics().all());
    }

    /** Creates those of these topics that do not exist, as {@link #createMissing(Settings)} does. */
    public Set<String> createMissing(Settings settings, Collection<String> topics) {
        Set<String> existing = names();
        Set<String> created = new TreeSet<>();
        for (NewTopic topic : TopicLayout.of(settings)) {
            if (topics.contains(topic.name()) && !existing.contains(topic.name()) && create(topic)) {
                created.add(topic.name());
            }
        }
        awaitVisible(created);
        return created;
    }

    /**
     * Waits until the brokers know the new topics. The controller creates a topic a little earlier, and a client that
     * starts in between would fail.
     */
    private void awaitVisible(Set<String> created) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!names().containsAll(created)) {
            if (System.nanoTime() > deadline) {
                throw new UserError("Kafka at " + server + " created topics but does not show them: check its log");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(e);
            }
        }
    }

    private boolean create(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new UserError(
                    "cannot create the topic " + topic.name() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    /** The id of the cluster; empty if it tells none. */
    public String cluster() {
        return Objects.requireNonNullElse(get(admin.describeCluster().clusterId()), "");
    }

    /** The names of all topics, without Kafka's internal ones. */
    public Set<String> names() {
        return new TreeSet<>(get(admin.listTopics().names()));
    }

    /** The partitions of these topics, all of which must exist. */
    public List<TopicPartition> partitions(Collection<String> topics) {
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(TopicAdmin::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition()));
    }

    /** The offset per partition that an {@link OffsetSpec} describes; -1 if there is none. */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return listOffsets(partitions, spec).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** Offset and timestamp of the record per partition that an {@link OffsetSpec} describes; -1 if there is none. */
    public Map<TopicPartition, ListOffsetsResultInfo> listOffsets(
            Collection<TopicPartition> partitions, OffsetSpec spec) {
        return get(admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
                .all());
    }

    /** Bytes per topic on the brokers' disks, all replicas together; empty without the right to Describe the cluster. */
    public Optional<Map<String, Long>> sizes() {
        List<Integer> brokers = get(admin.describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        Map<String, Long> sizes = new TreeMap<>();
        try {
            admin.describeLogDirs(brokers).allDescriptions().get().values().forEach(dirs -> dirs.values()
                    .forEach(dir -> dir.replicaInfos()
                            .forEach((partition, replica) ->
                                    sizes.merge(partition.topic(), replica.size(), Long::sum))));
            return Optional.of(sizes);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClusterAuthorizationException) {
                return Optional.empty();
            }
            throw KafkaFailure.userError(server, timeout, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    /** Deletes all records of these topics, but not the topics, their offsets or configuration. Skips missing topics. */
    public void empty(Collection<String> topics) {
        Set<String> existing = names();
        List<TopicPartition> partitions =
                partitions(topics.stream().filter(existing::contains).toList());
        Map<TopicPartition, RecordsToDelete> all =
                partitions.stream().collect(Collectors.toMap(p -> p, p -> RecordsToDelete.beforeOffset(-1)));
        get(admin.deleteRecords(all).all());
    }

    /**
     * For how long records of these topics may still come to light that no consumer sees yet, because a follower lacks
     * them. {@link #empty} does not reach those. Zero if no partition has a follower in sync. Skips missing topics.
     */
    public Duration longestHidden(Collection<String> topics) {
        Set<String> existing = names();
        List<Node> leaders = get(admin.describeTopics(
                                topics.stream().filter(existing::contains).toList())
                        .allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> partition.isr().size() > 1)
                .map(TopicPartitionInfo::leader)
                .filter(Objects::nonNull)
                .toList();
        if (leaders.isEmpty()) {
            return Duration.ZERO;
        }
        // The brokers look for lagging replicas at intervals of half that time.
        return Duration.ofMillis(maxLagMillis(leaders.get(0)) * 3 / 2);
    }

    /** {@code replica.lag.time.max.ms}; its default where the configuration may not be read. */
    private long maxLagMillis(Node broker) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        try {
            return Long.parseLong(admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("replica.lag.time.max.ms")
                    .value());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return DEFAULT_MAX_LAG_MILLIS;
            }
            throw KafkaFailure.userError(server, timeout, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaFailure.userError(server, timeout, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
