package io.rollcall.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsChecksTest {
    @TempDir
    Path temp;

    @Test
    void locationOfCheckpoints_isThatWhichSparkTakes() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("a b"));
        assertThat(checkpoints("file://" + folder).message()).hasToString(folder + " belongs to these settings");
        assertThat(checkpoints("s3a://bucket/a").state()).isEqualTo(Finding.State.OK);
        Finding bad = checkpoints("file:relative");
        assertThat(bad.state()).isEqualTo(Finding.State.PROBLEM);
        assertThat(bad.message().toString()).startsWith("file:relative cannot be the location of checkpoints");
    }

    @Test
    void whatUpRefusesOfTheDashboard_isAProblem() {
        assertThat(access(Settings.defaults()).state()).isEqualTo(Finding.State.OK);
        Settings basic = Settings.defaults().with(SettingKey.DASHBOARD_AUTH, "basic");
        for (Settings refused : List.of(
                Settings.defaults().with(SettingKey.DASHBOARD_HOST, "0.0.0.0"),
                Settings.defaults().with(SettingKey.DASHBOARD_AUTH, "oidc"),
                basic,
                basic.with(SettingKey.DASHBOARD_USERS, temp.resolve("none").toString()))) {
            assertThat(access(refused).state()).isEqualTo(Finding.State.PROBLEM);
        }
        assertThat(access(basic).message().toString()).startsWith("nobody could sign in: name a file of users");
    }

    private static Finding access(Settings settings) {
        return finding("access", settings);
    }

    private Finding checkpoints(String location) {
        return finding("checkpoints", defaults().with(SettingKey.CHECKPOINT_LOCATION, location));
    }

    private Settings defaults() {
        return Settings.defaults()
                .with(SettingKey.DATA_DIR, temp.resolve("data").toString());
    }

    private static Finding finding(String check, Settings settings) {
        return new SettingsChecks(settings)
                .findings().stream()
                        .filter(finding -> finding.check().equals(check))
                        .findFirst()
                        .orElseThrow();
    }
}
