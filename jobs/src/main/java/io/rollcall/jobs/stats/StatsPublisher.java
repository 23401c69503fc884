package io.rollcall.jobs.stats;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the rows of a micro-batch in one Kafka transaction. All copies of the job use the same transactional id, so
 * Kafka fences a copy that was replaced while it was paused; it cannot write old rows over newer ones. Not thread-safe.
 */
final class StatsPublisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    /** Connects, and fences every older copy. @throws org.apache.kafka.common.KafkaException if that fails */
    StatsPublisher(KafkaSettings kafka, String topic) {
        Map<String, Object> properties = kafka.producerProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "rollcall-" + topic);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Publishes rows, all or none.
     *
     * @throws UserError if another copy has taken over
     */
    void publish(BatchRows rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            rows.forEach(row -> producer.send(row.toRecord(topic)));
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new UserError(
                    "another user_login_stats writes to " + topic + " and has taken over: stop one of the two", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
