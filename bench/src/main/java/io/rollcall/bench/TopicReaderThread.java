package io.rollcall.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A thread that reads a topic from its beginning, committed records only, and passes on each record until {@link #end}
 * is called.
 */
final class TopicReaderThread extends Thread {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> action;
    private volatile boolean done;

    TopicReaderThread(String bootstrapServer, String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        super(topic);
        this.action = action;
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
                consumer.poll(POLL).forEach(action);
            }
        }
    }

    /** Ends the thread and waits for it. */
    void end() throws InterruptedException {
        done = true;
        join();
    }
}
