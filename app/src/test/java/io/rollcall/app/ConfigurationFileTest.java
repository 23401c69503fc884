package io.rollcall.app;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final Path FILE = Repository.root().resolve("release/src/conf/rollcall.yaml");

    @TempDir
    private Path folder;

    @Test
    void file_isUpToDate() throws IOException {
        if (Boolean.getBoolean("settings.document.write")) {
            Files.writeString(FILE, ConfigurationFile.text());
        }
        assertThat(FILE)
                .as("release/src/conf/rollcall.yaml; to write it again, run "
                        + SettingsDocumentTest.COMMAND.replace("SettingsDocumentTest", "ConfigurationFileTest"))
                .hasContent(ConfigurationFile.text());
    }

    @Test
    void fileAsItIs_changesNothing() {
        assertThat(texts(new SettingsLoader(Map.of()).load(FILE, Map.of()))).isEqualTo(texts(Settings.defaults()));
    }

    @Test
    void everyLineThatIsNoComment_setsItsDefault() throws IOException {
        String text = ConfigurationFile.text();
        for (SettingKey key : SettingKey.values()) {
            String line = ConfigurationFile.line(key);
            assertThat(text.lines().filter(line::equals)).as(key.key()).hasSize(1);
            text = text.replace("\n" + line + "\n", "\n" + line.substring(1) + "\n");
        }
        Path uncommented = Files.writeString(folder.resolve("rollcall.yaml"), text);

        assertThat(texts(new SettingsLoader(Map.of()).load(uncommented, Map.of())))
                .isEqualTo(texts(Settings.defaults()));
    }

    private static Map<SettingKey, String> texts(Settings settings) {
        return Arrays.stream(SettingKey.values()).collect(toMap(Function.identity(), settings::text));
    }
}
