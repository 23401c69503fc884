package io.rollcall.producer;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How Rollcall sets up Kafka's producer. */
final class ProducerClient {
    /** How long sending waits for room while the broker is away. */
    private static final int PATIENCE_MILLIS = (int) LoginProducer.PATIENCE.toMillis();

    private ProducerClient() {}

    /** @throws UserError if the properties are bad */
    static KafkaProducer<byte[], byte[]> create(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.producerProperties();
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "rollcall-produce");
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        // The topic's own limit decides about long records, not the client's default.
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        // Kafka would measure it by the wall clock, which may be set: LoginProducer watches the time itself.
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        try {
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw RawTopic.unreachable(kafka, e);
        }
    }
}
