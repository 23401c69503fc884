package io.rollcall.kafka;

import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Looks at topics, creates those that are missing, and empties them. Every failure is a {@link UserError}. */
public final class TopicAdmin implements AutoCloseable {
    /** How long somebody waits for an answer. */
    static final Duration AT_A_TERMINAL = Duration.ofSeconds(5);

    /** How long a service waits that may start together with its Kafka. */
    public static final Duration AS_A_SERVICE = Duration.ofSeconds(30);

    private final Admin admin;
    private final String server;
    private final Duration patience;

    /**
     * Connects.
     *
     * @throws UserError if Kafka cannot be reached within 5 s, or refuses
     */
    public TopicAdmin(KafkaSettings kafka) {
        this(kafka, AT_A_TERMINAL);
    }

    /**
     * Connects.
     *
     * @param patience how long to wait for each answer
     * @throws UserError if Kafka cannot be reached in that time, or refuses
     */
    public TopicAdmin(KafkaSettings kafka, Duration patience) {
        this.server = kafka.bootstrapServer();
        this.patience = patience;
        Map<String, Object> config = new TreeMap<>(kafka.properties());
        config.put("client.id", "rollcall-admin");
        config.putIfAbsent("request.timeout.ms", (int) patience.toMillis());
        config.putIfAbsent("default.api.timeout.ms", (int) patience.toMillis());
        Admin connected = null;
        try {
            connected = Admin.create(config);
            connected.describeCluster().nodes().get();
        } catch (KafkaException e) {
            throw KafkaFailure.userError(server, patience, e);
        } catch (ExecutionException e) {
            connected.close();
            throw KafkaFailure.userError(server, patience, e.getCause());
        } catch (InterruptedException e) {
            connected.close();
            throw KafkaFailure.interrupted(e);
        }
        admin = connected;
    }

    /**
     * Creates those of Rollcall's topics that do not exist; leaves the others as they are.
     *
     * @return the names of those created
     */
    public Set<String> createMissing(Settings settings) {
        Set<String> existing = names();
        Set<String> created = new TreeSet<>();
        for (NewTopic topic : TopicLayout.of(settings)) {
            if (!existing.contains(topic.name()) && create(topic)) {
                created.add(topic.name());
            }
        }
        awaitVisible(created);
        return created;
    }

    /** The controller creates topics a moment before brokers answer for them; a client started in between would fail. */
    private void awaitVisible(Set<String> created) {
        long deadline = System.nanoTime() + patience.toNanos();
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

    /** The names of all topics that are not Kafka's own. */
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

    /** The offset of each partition by {@link OffsetSpec}; -1 where there is none. */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return listOffsets(partitions, spec).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** Offset and timestamp of a record of each partition by {@link OffsetSpec}; -1 where there is none. */
    public Map<TopicPartition, ListOffsetsResultInfo> listOffsets(
            Collection<TopicPartition> partitions, OffsetSpec spec) {
        return get(admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
                .all());
    }

    /** Bytes of each topic on the brokers' disks, all replicas together. */
    public Map<String, Long> sizes() {
        List<Integer> brokers = get(admin.describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        Map<String, Long> sizes = new TreeMap<>();
        get(admin.describeLogDirs(brokers).allDescriptions()).values().forEach(dirs -> dirs.values()
                .forEach(dir -> dir.replicaInfos()
                        .forEach((partition, replica) -> sizes.merge(partition.topic(), replica.size(), Long::sum))));
        return sizes;
    }

    /** Deletes all records of these topics; the topics, their offsets and configurations stay. Missing ones are skipped. */
    public void empty(Collection<String> topics) {
        Set<String> existing = names();
        List<TopicPartition> partitions =
                partitions(topics.stream().filter(existing::contains).toList());
        Map<TopicPartition, RecordsToDelete> all =
                partitions.stream().collect(Collectors.toMap(p -> p, p -> RecordsToDelete.beforeOffset(-1)));
        get(admin.deleteRecords(all).all());
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaFailure.userError(server, patience, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
