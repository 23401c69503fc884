package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that run or reset a job. */
public final class JobOptions {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private SourceOptions source;

    @Mixin
    private GeoOptions geo;

    @Mixin
    private LocalesOption locales;

    @Option(
            names = "--checkpoint-location",
            paramLabel = "LOCATION",
            description = "Folder or URL of any Hadoop file system under which each job keeps its checkpoint, by the"
                    + " job's name (default: checkpoints/ in the data directory).")
    @SettingOption(SettingKey.CHECKPOINT_LOCATION)
    private String checkpointLocation;

    /** Whether an option or a setting names a Kafka. If not, the embedded one is meant. */
    public boolean isExternal(Settings settings) {
        return kafka.isExternal(settings);
    }
}
