package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.RoutedLogin;
import io.rollcall.bench.peers.work.StatsRow;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How results stand on their topics. */
final class Forms {
    static final KafkaRecordSerializationSchema<RoutedLogin> ROUTED_LOGIN =
            (login, context, time) -> new ProducerRecord<>(login.topic(), login.key(), login.value());

    private Forms() {}

    static KafkaRecordSerializationSchema<StatsRow> statsRow(String topic) {
        return (row, context, time) -> new ProducerRecord<>(topic, null, row.key(), row.value(), row.headers());
    }
}
