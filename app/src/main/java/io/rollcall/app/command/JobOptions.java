package io.rollcall.app.command;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
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
    @SettingOption(SettingKey.CHECKPOINT_LOCATION)
    private String checkpointLocation;

    /** Checks that Kafka is there, and creates the topics that are missing. */
    void prepareTopics(Settings settings) {
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
    }

    boolean isExternal(Settings settings) {
        return kafka.isExternal(settings);
    }
}
