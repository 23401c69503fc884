package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.clean.CleanJob;
import io.rollcall.jobs.stats.StatsJob;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    static final String COMMAND = "./mvnw -pl app -am test -Dtest=SettingsDocumentTest -Dsettings.document.write=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path FILE = Repository.root().resolve("docs/settings.md");

    @Test
    void document_isUpToDate() throws IOException {
        String text = new SettingsDocument().text();
        if (Boolean.getBoolean("settings.document.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE)
                .as("docs/settings.md; to write it again, run " + COMMAND)
                .hasContent(text);
    }

    @Test
    void settingsFixedByACheckpoint_sayWhichCommandDeletesIt() {
        Settings settings = Settings.defaults().with(SettingKey.STATS_STATE_PARTITIONS, "2");
        Set<SettingKey> clean = fixed(new CleanJob(settings), SettingKey.TOPIC_RAW);
        Set<SettingKey> stats = fixed(new StatsJob(settings), SettingKey.TOPIC_CLEAN);
        for (SettingKey key : SettingKey.values()) {
            assertThat(key.meaning().contains("run `rollcall reset --job clean`"))
                    .as(key.key())
                    .isEqualTo(clean.contains(key));
            assertThat(key.meaning().contains("run `rollcall reset --job stats`"))
                    .as(key.key())
                    .isEqualTo(stats.contains(key));
        }
    }

    private static Set<SettingKey> fixed(Job job, SettingKey inputTopic) {
        Set<SettingKey> fixed = new HashSet<>();
        for (String name : job.identity().keySet()) {
            fixed.add(
                    name.equals("input topic")
                            ? inputTopic
                            : Set.of(SettingKey.values()).stream()
                                    .filter(key -> key.key().equals(name))
                                    .findFirst()
                                    .orElseThrow());
        }
        return fixed;
    }
}
