package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the data of {@code rollcall up} is. */
public final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The data directory of `rollcall up`: topics, checkpoints and logs, kept across restarts"
                    + " (default: data/ beside the launcher).")
    @SettingOption(SettingKey.DATA_DIR)
    private Path dataDir;
}
