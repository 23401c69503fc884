package io.rollcall.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSettingTest {
    @TempDir
    private Path folder;

    private static Settings source(Object value) {
        return Settings.defaults().with(SettingKey.SOURCE, value.toString());
    }

    @Test
    void theBuiltInForm_needsNoMapping() {
        assertThat(SourceSetting.mapping(Settings.defaults())).isEmpty();
        assertThat(SourceSetting.mapping(source("rollcall"))).isEmpty();
        assertThat(Presets.names()).doesNotContain(SourceSetting.BUILT_IN);
    }

    @Test
    void aPresetOrAFile_isTheMapping() throws IOException {
        Path file = Files.writeString(folder.resolve("ours.yaml"), Presets.text("okta"));
        assertThat(SourceSetting.mapping(source("okta"))).contains(Presets.load("okta"));
        assertThat(SourceSetting.mapping(source(file))).contains(Presets.load("okta"));
    }

    @Test
    void allProblemsOfAFile_areInOneLineWithTheirPlaces() throws IOException {
        Path file = Files.writeString(folder.resolve("ours.yaml"), "name: Ours\nuser: .a |\ntimes: .t\n");
        assertThatThrownBy(() -> SourceSetting.mapping(source(file)))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 1, column 7: ")
                .hasMessageContaining("; line 2, column ")
                .hasMessageContaining("; line 3, column 1: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aNameOfNeither_isRefusedWithThePresets() {
        assertThatThrownBy(() -> SourceSetting.mapping(source("octa")))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("'octa' is neither a file nor a preset (auth0, ")
                .hasMessageContaining("okta");
        assertThatThrownBy(() -> SourceSetting.mapping(source(folder)))
                .hasMessageContaining("cannot read the mapping " + folder);
    }
}
