package io.rollcall.bench.peers;

import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches an engine work off a backlog: from the first record on the clean topic until the aligned windows count every
 * login. It also ends when no more logins are counted for 10 s: then the engine has dropped the rest.
 */
final class DrainWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long START_TIMEOUT_MILLIS = 90_000;
    private static final long MAX_SILENCE_MILLIS = 10_000;
    private static final long TIMEOUT_MILLIS = 280_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> clean;
    private final Map<String, Long> loginsByKey = new HashMap<>();
    private final long count;
    private final long watchedFrom = System.currentTimeMillis();
    private long counted;
    private long begun;
    private long lastChange;

    DrainWatch(String bootstrapServer, long count) {
        this.count = count;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServer, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        clean = partitions(Topics.DEFAULT.clean());
        List<TopicPartition> stats = partitions(Topics.DEFAULT.stats());
        consumer.assign(stats);
        consumer.seekToBeginning(stats);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    /**
     * Reads the records written since the last call.
     *
     * @throws IllegalStateException if the engine does not begin or end in time
     */
    void poll() {
        long now = System.currentTimeMillis();
        if (begun == 0) {
            boolean any = consumer.endOffsets(clean).values().stream().anyMatch(end -> end > 0);
            begun = any ? now : 0;
            lastChange = begun;
        }
        consumer.poll(POLL).forEach(message -> addRow(message, now));
        if (now - watchedFrom > (begun == 0 ? START_TIMEOUT_MILLIS : TIMEOUT_MILLIS)) {
            throw new IllegalStateException("only " + counted + " of " + count + " logins are counted");
        }
    }

    private void addRow(ConsumerRecord<byte[], byte[]> message, long now) {
        WindowStats row = StatsJson.read(message.value());
        if (Windowing.DEFAULT.isAligned(row.window().startMillis())) {
            long more = row.logins() - loginsByKey.getOrDefault(row.key(), 0L);
            if (more > 0) {
                loginsByKey.put(row.key(), row.logins());
                counted += more;
                lastChange = now;
            }
        }
    }

    boolean hasBegun() {
        return begun != 0;
    }

    boolean hasEnded() {
        return counted >= count || (counted > 0 && System.currentTimeMillis() - lastChange > MAX_SILENCE_MILLIS);
    }

    /** Logins counted per second, from the first clean login to the last row that increased the count. */
    double rate() {
        return counted * 1000.0 / Math.max(1, lastChange - begun);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
