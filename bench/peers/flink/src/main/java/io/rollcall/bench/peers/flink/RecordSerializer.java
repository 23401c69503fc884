package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.RoutedLogin;
import io.rollcall.bench.peers.work.StatsRecord;
import io.rollcall.model.settings.Topics;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Turns results into Kafka records. It also names their topics, because Flink's pool of transactional ids requires
 * them.
 */
final class RecordSerializer<T> implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String[] topics;
    private final ToRecord<T> toRecord;

    private RecordSerializer(ToRecord<T> toRecord, String... topics) {
        this.topics = topics;
        this.toRecord = toRecord;
    }

    static RecordSerializer<RoutedLogin> ofLogins(Topics topics) {
        return new RecordSerializer<>(
                login -> new ProducerRecord<>(login.topic(), login.key(), login.value()),
                topics.clean(),
                topics.late(),
                topics.rejected());
    }

    static RecordSerializer<StatsRecord> ofRows(String topic) {
        return new RecordSerializer<>(
                row -> new ProducerRecord<>(topic, null, row.key(), row.value(), row.headers()), topic);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, Long time) {
        return toRecord.apply(value);
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topics))));
    }

    private interface ToRecord<T> extends Function<T, ProducerRecord<byte[], byte[]>>, Serializable {}
}
