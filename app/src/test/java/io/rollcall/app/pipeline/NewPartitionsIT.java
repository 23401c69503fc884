package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker lists new partitions a moment before it accepts records for them. */
@Timeout(90)
class NewPartitionsIT {
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 50;

    @TempDir
    private Path folder;

    @Test
    void firstRecordsOfANewPartition_arriveInOrder() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaSettings kafka = new KafkaSettings(broker.bootstrapServer(), null);
            Map<String, Object> properties = kafka.producerProperties();
            // One request per record, so that many are sent in that moment.
            properties.putAll(Map.of("batch.size", 1, "linger.ms", 0));
            try (Admin admin = Admin.create(kafka.properties());
                    KafkaProducer<byte[], byte[]> producer = TestRecords.producer(broker, properties)) {
                for (String topic : List.of("a", "b", "c", "d", "e")) {
                    admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
                    while (!admin.listTopics().names().get().contains(topic)) {
                        Thread.onSpinWait();
                    }
                    List<Future<RecordMetadata>> sent = send(producer, topic);
                    for (int i = 0; i < sent.size(); i++) {
                        assertThat(sent.get(i).get().offset()).isEqualTo(i % RECORDS);
                    }
                }
            }
        }
    }

    /** Records of one partition after the other. */
    private static List<Future<RecordMetadata>> send(KafkaProducer<byte[], byte[]> producer, String topic) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, new byte[10])));
            }
        }
        return sent;
    }
}
