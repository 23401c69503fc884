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

/** What the jobs said last about how far they are. */
public final class LatestProgress {
    /** Both jobs report every few seconds: so many records cover the one that is slower. */
    private static final int LOOK_BACK = 500;

    private LatestProgress() {}

    /** By job; a job that never said anything is missing. */
    public static Map<String, Progress> read(TopicAdmin admin, Settings settings) {
        String topic = settings.topics().progress();
        Map<String, Progress> latest = new TreeMap<>();
        if (!admin.names().contains(topic)) {
            return latest;
        }
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.last(LOOK_BACK, admin.partitions(List.of(topic)))) {
                try {
                    Progress progress = ProgressJson.read(record.value());
                    latest.put(progress.job(), progress);
                } catch (RuntimeException e) {
                    // not ours: somebody else wrote to the topic
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
        return latest;
    }
}
