package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.CountedLogin;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the fields of clean logins that are counted. */
final class CleanLoginDeserializer implements KafkaRecordDeserializationSchema<CountedLogin> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<CountedLogin> out) {
        out.collect(CountedLogin.of(message.value()));
    }

    @Override
    public TypeInformation<CountedLogin> getProducedType() {
        return TypeInformation.of(CountedLogin.class);
    }
}
