package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.RoutedLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads raw logins and cleans them. Only the deserializer knows the position of a record, which identifies the login.
 */
final class RawLoginDeserializer implements KafkaRecordDeserializationSchema<RoutedLogin> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<RoutedLogin> out) {
        EventId id = new EventId(message.partition(), message.offset());
        RawRecord raw = new RawRecord(message.topic(), id, message.timestamp(), message.value());
        out.collect(RoutedLogin.of(message.key(), raw, System.currentTimeMillis()));
    }

    @Override
    public TypeInformation<RoutedLogin> getProducedType() {
        return TypeInformation.of(RoutedLogin.class);
    }
}
