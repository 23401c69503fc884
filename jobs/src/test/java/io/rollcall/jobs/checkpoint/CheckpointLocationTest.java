package io.rollcall.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.UserError;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointLocationTest {
    @ParameterizedTest
    @CsvSource({
        "relative/folder, relative/folder",
        "/srv/a b, /srv/a b",
        "file:/srv/checkpoints, /srv/checkpoints",
        "file:///srv/a b, /srv/a b",
        "file:///srv/a%20b, /srv/a%20b",
        "/srv/10:30, /srv/10:30"
    })
    void folderOfThisMachine(String location, String folder) {
        assertThat(CheckpointLocation.localFolder(location)).contains(Path.of(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs://host:8020/checkpoints", "s3a://bucket/checkpoints"})
    void folderOfAnotherFileSystem(String location) {
        assertThat(CheckpointLocation.localFolder(location)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:relative", "file:", "hdfs:relative"})
    void noLocation(String location) {
        assertThatThrownBy(() -> CheckpointLocation.localFolder(location))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(2))
                .hasMessageStartingWith(location + " cannot be the location of checkpoints: name a folder");
    }

    @Test
    void lock_isTakenInAFolderWithABlank(@TempDir Path temp) {
        Path folder = temp.resolve("a b");
        try (CheckpointLock lock = CheckpointLock.take("file://" + folder, List.of("user_login_stats"))) {
            assertThat(lock).isNotNull();
            assertThat(folder.resolve("user_login_stats.lock")).exists();
        }
    }
}
