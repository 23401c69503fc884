package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic with two partitions, as an operator of Kafka handles it.
 *
 * @param kafka where it lies
 * @param name its name
 */
record TopicControl(KafkaSettings kafka, String name) {
    static final int PARTITIONS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Creates the topic, with these properties. */
    void create(Map<String, String> properties) throws Exception {
        try (Admin admin = admin()) {
            create(admin, properties);
        }
    }

    private void create(Admin admin, Map<String, String> properties) throws Exception {
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1).configs(properties);
        admin.createTopics(List.of(topic)).all().get();
    }

    /** Deletes the topic and creates it again, with LogAppendTime. */
    void recreate() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(name)).all().get();
            Waiting.until(
                    "the topic to be deleted", TIMEOUT, () -> !names(admin).contains(name));
            create(admin, Map.of("message.timestamp.type", "LogAppendTime"));
        }
    }

    private static Set<String> names(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new RoundFailure("cannot list the topics: " + e);
        }
    }

    /** The end offset of each partition. */
    Map<Integer, Long> ends() throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PARTITIONS)
                    .boxed()
                    .collect(Collectors.toMap(p -> new TopicPartition(name, p), p -> OffsetSpec.latest()));
            Map<Integer, Long> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            return ends;
        }
    }

    /** Deletes the records before these offsets. */
    void deleteBefore(Map<Integer, Long> offsets) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(offsets.entrySet().stream()
                            .collect(Collectors.toMap(
                                    offset -> new TopicPartition(name, offset.getKey()),
                                    offset -> RecordsToDelete.beforeOffset(offset.getValue()))))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(kafka.properties());
    }
}
