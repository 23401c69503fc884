package io.rollcall.bench;

import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Measures how fast both jobs work off a backlog: until the clean topic holds every login, and until the aligned
 * windows count every login.
 */
final class DrainBench implements AutoCloseable {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> cleanPartitions;
    private final Map<String, Long> loginsByKey = new HashMap<>();
    private long counted;

    private DrainBench(String bootstrapServer) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServer, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        cleanPartitions = partitions(TOPICS.clean());
        List<TopicPartition> stats = partitions(TOPICS.stats());
        consumer.assign(stats);
        consumer.seekToBeginning(stats);
    }

    /** Arguments: bootstrap server, number of logins in the backlog, start of {@code up} (ms since the epoch). */
    public static void main(String[] args) {
        try (DrainBench bench = new DrainBench(args[0])) {
            bench.run(Long.parseLong(args[1]), Long.parseLong(args[2]));
        }
    }

    private void run(long count, long started) {
        JobTimes clean = new JobTimes("user_login_clean");
        JobTimes stats = new JobTimes("user_login_stats");
        while (!clean.isDone() || !stats.isDone()) {
            consumer.poll(POLL).forEach(this::addRow);
            long now = System.currentTimeMillis();
            stats.at(counted, count, now);
            clean.at(cleanLogins(), count, now);
        }
        System.out.println(JobTimes.HEADING);
        System.out.println(clean.line(count, started));
        System.out.println(stats.line(count, started));
    }

    /** When a job processed the first and the last login. */
    private static final class JobTimes {
        static final String HEADING =
                String.format("%-18s %12s %10s %24s", "job", "first at s", "all at s", "logins/s between them");
        private final String name;
        private long firstMillis;
        private long firstLogins;
        private long lastMillis;

        JobTimes(String name) {
            this.name = name;
        }

        void at(long logins, long count, long now) {
            if (firstMillis == 0 && logins > 0) {
                firstMillis = now;
                firstLogins = logins;
            }
            if (lastMillis == 0 && logins >= count) {
                lastMillis = now;
            }
        }

        boolean isDone() {
            return lastMillis != 0;
        }

        String line(long count, long started) {
            return String.format(
                    Locale.ROOT,
                    "%-18s %12.1f %10.1f %24.0f",
                    name,
                    (firstMillis - started) / 1e3,
                    (lastMillis - started) / 1e3,
                    (count - firstLogins) * 1e3 / (lastMillis - firstMillis));
        }
    }

    private long cleanLogins() {
        return consumer.endOffsets(cleanPartitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void addRow(ConsumerRecord<byte[], byte[]> message) {
        WindowStats row = StatsJson.read(message.value());
        if (row.window().startMillis() % Windowing.DEFAULT.lengthMillis() == 0) {
            loginsByKey.merge(row.key(), row.logins(), Math::max);
            counted = loginsByKey.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
