package io.rollcall.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A thread that hands on all that stands and comes on a topic, committed records only, until it is told to end. */
final class TopicReader extends Thread {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> seen;
    private volatile boolean done;

    TopicReader(String bootstrapServer, String topic, Consumer<ConsumerRecord<byte[], byte[]>> seen) {
        super(topic);
        this.seen = seen;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServer, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void run() {
        try (consumer) {
            while (!done) {
                consumer.poll(POLL).forEach(seen);
            }
        }
    }

    /** Ends it, and waits until it has ended. */
    void end() throws InterruptedException {
        done = true;
        join();
    }
}
