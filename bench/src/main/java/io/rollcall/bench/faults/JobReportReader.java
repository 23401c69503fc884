package io.rollcall.bench.faults;

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

    /** The reports of this pipeline that the topic holds and will get. */
    static JobReportReader ofAll(RunningRollcall rollcall) {
        return new JobReportReader(rollcall, true);
    }

    /** The reports of this pipeline from now on. */
    static JobReportReader ofNew(RunningRollcall rollcall) {
        return new JobReportReader(rollcall, false);
    }

    private JobReportReader(RunningRollcall rollcall, boolean fromBeginning) {
        Map<String, Object> properties = rollcall.kafka().properties();
        properties.put("auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition only = new TopicPartition(rollcall.topics().progress(), 0);
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

    /** The last report of a job, which must have reported. */
    Progress last(String job) {
        List<Progress> all = of(job);
        if (all.isEmpty()) {
            throw new RoundFailure(job + " has not reported");
        }
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
