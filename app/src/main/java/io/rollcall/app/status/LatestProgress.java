package io.rollcall.app.status;

import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** The latest progress report of each job. */
public final class LatestProgress {
    /** Both jobs report every few seconds, so this many records hold reports of both. */
    private static final int RECORDS_READ = 500;

    private LatestProgress() {}

    /** The reports by job; a job that never reported is missing. @throws UserError if Kafka fails */
    public static Map<String, Progress> read(TopicAdmin admin, Settings settings) {
        String topic = settings.topics().progress();
        Map<String, Progress> latest = new TreeMap<>();
        if (!admin.names().contains(topic)) {
            return latest;
        }
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.last(RECORDS_READ, admin.partitions(List.of(topic)))) {
                try {
                    Progress progress = ProgressJson.read(record.value());
                    latest.put(progress.job(), progress);
                } catch (RuntimeException e) {
                    // not a report: another program wrote to the topic
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
        return latest;
    }
}
