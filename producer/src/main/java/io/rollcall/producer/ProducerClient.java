package io.rollcall.producer;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's producer client with the settings of {@code rollcall produce}. Properties of the user take precedence. */
final class ProducerClient {
    private ProducerClient() {}

    /** @throws UserError if the properties are invalid */
    static KafkaProducer<byte[], byte[]> create(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.producerProperties();
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "rollcall-produce");
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        // The topic's limit applies to long records, not the default of the client.
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        // Kafka's client measures this timeout by the wall clock, which may be set. LoginProducer measures it instead.
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // How long sending waits for buffer space while the broker is unavailable.
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) LoginProducer.BROKER_TIMEOUT.toMillis());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        try {
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw RawTopic.unreachable(kafka, e);
        }
    }
}
