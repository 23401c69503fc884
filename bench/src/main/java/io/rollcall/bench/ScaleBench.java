package io.rollcall.bench;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads from the jobs' own progress how fast each works through a backlog. */
final class ScaleBench {
    /** Parts of the backlog: what comes before and after is left out. */
    private static final double FROM = 0.05;

    private static final double TO = 0.95;

    private ScaleBench() {}

    /** Arguments: bootstrap server, logins of the backlog, seconds to wait for them at most. */
    public static void main(String[] args) {
        long count = Long.parseLong(args[1]);
        long deadline =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[2])).toNanos();
        Map<String, Stretch> jobs = new LinkedHashMap<>();
        jobs.put(JobName.CLEAN, new Stretch(count));
        jobs.put(JobName.STATS, new Stretch(count));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", args[0]), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition progress = new TopicPartition(Topics.DEFAULT.progress(), 0);
            consumer.assign(List.of(progress));
            consumer.seekToBeginning(List.of(progress));
            while (System.nanoTime() < deadline && !jobs.values().stream().allMatch(Stretch::isOver)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Progress report = ProgressJson.read(record.value());
                    jobs.get(report.job()).at(record.timestamp(), report);
                });
            }
        }
        jobs.forEach((job, stretch) -> System.out.printf(Locale.ROOT, "%s %.0f%n", job, stretch.perSecond()));
    }

    /** The stretch of a backlog that is looked at. */
    private static final class Stretch {
        private final long count;
        private long firstMillis;
        private long firstDone;
        private long lastMillis;
        private long lastDone;
        private boolean over;

        Stretch(long count) {
            this.count = count;
        }

        void at(long millis, Progress report) {
            long done = report.input().offsets().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (done <= FROM * count) {
                firstMillis = millis;
                firstDone = done;
            } else if (done >= TO * count && !over) {
                lastMillis = millis;
                lastDone = done;
                over = true;
            }
        }

        boolean isOver() {
            return over;
        }

        /** Logins a second; 0 if it did not get that far. */
        double perSecond() {
            return over ? (lastDone - firstDone) * 1e3 / (lastMillis - firstMillis) : 0;
        }
    }
}
