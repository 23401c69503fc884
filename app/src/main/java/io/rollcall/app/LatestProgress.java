package io.rollcall.app;

import io.rollcall.app.tail.TopicReader;
import io.rollcall.jobs.KafkaFailure;
import io.rollcall.jobs.TopicAdmin;
import io.rollcall.model.Json;
import io.rollcall.model.Progress;
import io.rollcall.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** What the jobs said last about how far they are. */
final class LatestProgress {
    /** Both jobs report every few seconds: so many records cover the one that is slower. */
    private static final int LOOK_BACK = 500;

    private LatestProgress() {}

    /** By job; a job that never said anything is missing. */
    static Map<String, Progress> read(TopicAdmin admin, Settings settings) {
        String topic = settings.topics().progress();
        Map<String, Progress> latest = new TreeMap<>();
        if (!admin.names().contains(topic)) {
            return latest;
        }
        try (TopicReader reader = new TopicReader(settings.kafka())) {
            for (ConsumerRecord<byte[], byte[]> record : reader.last(LOOK_BACK, admin.partitions(List.of(topic)))) {
                try {
                    Progress progress = Json.readProgress(record.value());
                    latest.put(progress.job(), progress);
                } catch (RuntimeException e) {
                    // not ours: somebody else wrote to the topic
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(settings.kafka().bootstrapServer(), e);
        }
        return latest;
    }
}
