package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the progress reports of the jobs as they arrive. For one thread. */
final class JobReportReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Progress> reports = new ArrayList<>();

    /** @param fromBeginning whether to include the reports that the topic already holds */
    JobReportReader(KafkaSettings kafka, String topic, boolean fromBeginning) {
        Map<String, Object> properties = kafka.properties();
        properties.put("auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition only = new TopicPartition(topic, 0);
        consumer.assign(List.of(only));
        if (fromBeginning) {
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                read();
            }
        } else {
            consumer.seekToEnd(List.of(only));
            consumer.position(only);
        }
    }

    private void read() {
        consumer.poll(Duration.ofMillis(200)).forEach(message -> reports.add(ProgressJson.read(message.value())));
    }

    /** The reports of a job so far, oldest first. */
    List<Progress> of(String job) {
        read();
        return reports.stream().filter(report -> report.job().equals(job)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
