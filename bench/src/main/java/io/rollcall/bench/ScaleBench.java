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

/** Measures how fast each job works off a backlog, from the progress reports of the jobs. */
final class ScaleBench {
    /** The measurement begins after this share of the backlog, to leave out the start of the job. */
    private static final double FROM = 0.05;
    /** The measurement ends at this share, to leave out the last, smaller batches. */
    private static final double TO = 0.95;

    private ScaleBench() {}

    /** Arguments: bootstrap server, number of logins in the backlog, timeout in seconds. */
    public static void main(String[] args) {
        long count = Long.parseLong(args[1]);
        long deadline =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[2])).toNanos();
        Map<String, MeasuredPart> jobs = new LinkedHashMap<>();
        jobs.put(JobName.CLEAN, new MeasuredPart(count));
        jobs.put(JobName.STATS, new MeasuredPart(count));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", args[0]), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition progress = new TopicPartition(Topics.DEFAULT.progress(), 0);
            consumer.assign(List.of(progress));
            consumer.seekToBeginning(List.of(progress));
            while (System.nanoTime() < deadline && !jobs.values().stream().allMatch(MeasuredPart::isOver)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Progress report = ProgressJson.read(record.value());
                    jobs.get(report.job()).at(record.timestamp(), report);
                });
            }
        }
        jobs.forEach((job, part) -> System.out.printf(Locale.ROOT, "%s %.0f%n", job, part.perSecond()));
    }

    /** The measured part of the backlog of one job. */
    private static final class MeasuredPart {
        private final long count;
        private long firstMillis;
        private long firstDone;
        private long lastMillis;
        private long lastDone;
        private boolean over;

        MeasuredPart(long count) {
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

        /** Logins per second; 0 if the job did not get that far. */
        double perSecond() {
            return over ? (lastDone - firstDone) * 1e3 / (lastMillis - firstMillis) : 0;
        }
    }
}
