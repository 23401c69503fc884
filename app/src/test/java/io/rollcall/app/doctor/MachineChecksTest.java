package io.rollcall.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
    @TempDir
    Path data;

    @Test
    void directoryOfANewerVersion_isAProblem() throws IOException {
        assertThat(data()).extracting(Finding::state).containsExactly(Finding.State.OK);
        Files.writeString(data.resolve("rollcall.manifest"), "format 2\n.\n");
        assertThat(data()).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.PROBLEM);
            assertThat(finding.message().toString())
                    .contains("newer version of Rollcall (format 2, this version knows 1)");
        });
    }

    private List<Finding> data() {
        Settings settings = Settings.defaults().with(SettingKey.DATA_DIR, data.toString());
        return new MachineChecks(settings, false)
                .findings().stream()
                        .filter(finding -> finding.check().equals("data"))
                        .toList();
    }
}
