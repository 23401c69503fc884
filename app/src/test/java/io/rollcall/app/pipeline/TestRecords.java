package io.rollcall.app.pipeline;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes and sends records for tests. */
public final class TestRecords {
    private TestRecords() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Logins with the current time, with these numbers of them for the first partitions of the raw topic. */
    static List<ProducerRecord<byte[], byte[]>> logins(int partitions, int each) {
        byte[] login = utf8("{\"user_id\":\"u\",\"locale\":\"UT\",\"timestamp\":" + System.currentTimeMillis() + "}");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            records.addAll(
                    Collections.nCopies(each, new ProducerRecord<>(Topics.DEFAULT.raw(), partition, null, login)));
        }
        return records;
    }

    /** Sends values, each also as its key, to the partitions in turn. */
    public static void send(EmbeddedBroker broker, String topic, String... values) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            records.add(new ProducerRecord<>(topic, i % 2, utf8(values[i]), utf8(values[i])));
        }
        send(broker, records);
    }

    public static void send(EmbeddedBroker broker, List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                long timestamp = producer.send(record).get().timestamp();
                // One millisecond each, so that their order across partitions is certain.
                while (System.currentTimeMillis() <= timestamp) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Sends records at full speed, if their timestamps are given or do not matter. */
    public static void sendQuickly(EmbeddedBroker broker, List<ProducerRecord<byte[], byte[]>> records)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of("max.request.size", 2_000_000))) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> answer : sent) {
                answer.get();
            }
        }
    }

    public static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, Map<String, Object> more) {
        Map<String, Object> config = new KafkaSettings(broker.bootstrapServer(), null).producerProperties();
        config.putAll(more);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
