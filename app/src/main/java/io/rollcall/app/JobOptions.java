package io.rollcall.app;

import io.rollcall.jobs.TopicAdmin;
import io.rollcall.model.SettingKey;
import io.rollcall.model.Settings;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that run, or reset, a job. */
final class JobOptions {
    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--checkpoint-location",
            paramLabel = "LOCATION",
            description = "Where jobs keep their checkpoints, each by its name (default: checkpoints/ in the data"
                    + " directory); any Hadoop file system.")
    private String checkpointLocation;

    Map<SettingKey, String> settings() {
        Map<SettingKey, String> settings = kafka.settings();
        KafkaOptions.put(settings, SettingKey.CHECKPOINT_LOCATION, checkpointLocation);
        return settings;
    }

    /** Checks that Kafka is there, and creates the topics that are missing. */
    void prepareTopics(Settings settings) {
        try (TopicAdmin admin = new TopicAdmin(settings.kafka())) {
            admin.createMissing(settings);
        }
    }

    boolean isExternal(Settings settings) {
        return kafka.isExternal(settings);
    }
}
