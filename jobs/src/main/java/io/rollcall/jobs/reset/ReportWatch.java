package io.rollcall.jobs.reset;

import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches whether jobs of this pipeline still report. A report that arrives while it watches proves that its job runs,
 * whatever the clocks of the two machines say.
 */
final class ReportWatch {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final Collection<String> jobs;

    ReportWatch(Settings settings, Collection<String> jobs) {
        this.settings = settings;
        this.jobs = jobs;
    }

    /**
     * Watches until one of the jobs reports; returns that job. Empty if none does in this time, or if the topic has no
     * report at all.
     *
     * @throws org.apache.kafka.common.KafkaException if that fails
     */
    Optional<String> firstToReport(Duration time) {
        Map<String, Object> properties = KafkaSettings.of(settings).properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(settings.topics().progress())
                    .stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            if (consumer.beginningOffsets(partitions).equals(consumer.endOffsets(partitions))) {
                return Optional.empty();
            }
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            long deadline = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<String> job = reporter(record.value());
                    if (job.isPresent()) {
                        return job;
                    }
                }
            }
            return Optional.empty();
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    private Optional<String> reporter(byte[] value) {
        try {
            Progress progress = ProgressJson.read(value);
            boolean ours = Pipeline.of(settings, "").hasTopicsOf(progress.pipeline());
            return Optional.of(progress.job()).filter(job -> ours && jobs.contains(job));
        } catch (RuntimeException notAReport) {
            return Optional.empty(); // anybody may write to the topic
        }
    }
}
