package io.rollcall.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.UserError;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class KafkaFailureTest {
    @Test
    void propertiesThatContradictEachOther_areNamedAsBadProperties() {
        assertThatThrownBy(() -> connect(Map.of("bootstrap.servers", "localhost:1", "enable.auto.commit", "true")))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("bad Kafka client properties: enable.auto.commit", "check", "kafka.config");
    }

    @Test
    void propertyWithABadValue_isNamedAsABadProperty() {
        assertThatThrownBy(() -> connect(Map.of("bootstrap.servers", "localhost:1", "fetch.min.bytes", "many")))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("bad Kafka client properties: ", "fetch.min.bytes", "kafka.config");
    }

    private static void connect(Map<String, Object> properties) {
        try {
            new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()).close();
        } catch (KafkaException e) {
            throw KafkaFailure.userError("localhost:1", e);
        }
    }
}
