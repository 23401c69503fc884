package io.rollcall.kafka;

import io.rollcall.model.settings.UserError;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a Kafka tells of itself: its version, the rights of this user, and how topics are set up. Changes nothing. */
public final class ClusterInspection implements AutoCloseable {
    /**
     * A topic that this user sees.
     *
     * @param name of the topic
     * @param partitions their number
     * @param rights what this user may do with it
     * @param config values by name; empty without the right to read them
     */
    public record Topic(String name, int partitions, Set<Right> rights, Map<String, String> config) {}

    /** The rights that matter to Rollcall. */
    public enum Right {
        /** To read records. */
        READ,
        /** To write records. */
        WRITE,
        /** To create topics. */
        CREATE
    }

    private static final String METADATA_VERSION = "metadata.version";

    private final Admin admin;
    private final String server;

    /** Connects. @throws UserError if Kafka cannot be reached within 5 s, or refuses */
    public ClusterInspection(KafkaSettings kafka) {
        server = kafka.bootstrapServer();
        Map<String, Object> config = new TreeMap<>(kafka.properties());
        int timeout = (int) TopicAdmin.INTERACTIVE_TIMEOUT.toMillis();
        config.put("client.id", "rollcall-doctor");
        config.putIfAbsent("request.timeout.ms", timeout);
        config.putIfAbsent("default.api.timeout.ms", timeout);
        try {
            admin = Admin.create(config);
        } catch (KafkaException e) {
            throw KafkaFailure.userError(server, e);
        }
        try {
            brokers();
        } catch (UserError e) {
            admin.close();
            throw e;
        }
    }

    /** How many brokers run. */
    public int brokers() {
        return get(admin.describeCluster().nodes()).size();
    }

    /** The level of {@code metadata.version} on which the brokers agreed; empty if they know of none (before 3.3). */
    public Optional<Short> metadataLevel() {
        try {
            return Optional.ofNullable(admin.describeFeatures()
                            .featureMetadata()
                            .get()
                            .finalizedFeatures()
                            .get(METADATA_VERSION))
                    .map(FinalizedVersionRange::maxVersionLevel);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                return Optional.empty();
            }
            throw KafkaFailure.userError(server, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    /** Whether this user may create any topic. */
    public boolean mayCreateTopics() {
        return rights(get(admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations()))
                .contains(Right.CREATE);
    }

    /** Those of these topics that exist and that this user may see, by name. */
    public Map<String, Topic> topics(Collection<String> names) {
        Set<String> visible = get(admin.listTopics().names());
        List<String> wanted = names.stream().filter(visible::contains).toList();
        Map<String, TopicDescription> described =
                get(admin.describeTopics(wanted, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames());
        Map<String, Topic> topics = new TreeMap<>();
        described.forEach((name, topic) -> topics.put(
                name,
                new Topic(
                        name,
                        topic.partitions().size(),
                        rights(topic.authorizedOperations()),
                        config(new ConfigResource(ConfigResource.Type.TOPIC, name)))));
        return topics;
    }

    private Map<String, String> config(ConfigResource topic) {
        try {
            return admin.describeConfigs(List.of(topic)).all().get().get(topic).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Map.of();
            }
            throw KafkaFailure.userError(server, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    /** Brokers before 2.3 tell no rights: then all are assumed. */
    private static Set<Right> rights(Set<AclOperation> operations) {
        if (operations == null) {
            return EnumSet.allOf(Right.class);
        }
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (AclOperation operation : operations) {
            switch (operation) {
                case READ -> rights.add(Right.READ);
                case WRITE -> rights.add(Right.WRITE);
                case CREATE -> rights.add(Right.CREATE);
                case ALL -> rights.addAll(EnumSet.allOf(Right.class));
                default -> {
                    // not needed
                }
            }
        }
        return rights;
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaFailure.userError(server, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
