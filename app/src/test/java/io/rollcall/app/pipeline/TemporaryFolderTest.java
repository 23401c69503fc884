package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    Path parent;

    private final String before = System.getProperty("java.io.tmpdir");

    @AfterEach
    void restore() {
        System.setProperty("java.io.tmpdir", before);
    }

    @Test
    void everythingThatAsksForATemporaryFile_getsOneThere_andNothingIsLeftAtTheEnd() {
        try (TemporaryFolder folder = TemporaryFolder.create(parent)) {
            assertThat(System.getProperty("java.io.tmpdir"))
                    .isEqualTo(folder.path().toString());
            assertThat(folder.path()).hasParent(parent).isEmptyDirectory();
        }
        assertThat(parent).isDirectoryNotContaining("glob:**process-*");
    }

    @Test
    void whatAKilledProcessLeft_isDeletedAtTheNextStart_butNotTheFolderOfAnotherThatRuns() throws IOException {
        Path killed = Files.createDirectories(parent.resolve("process-1/blockmgr-a"));
        Files.writeString(parent.resolve("process-1.lock"), "");
        Path ofAnEarlierVersion = Files.createDirectories(parent.resolve("spark-b"));
        Path foreign = Files.createDirectories(parent.resolve("thesis"));
        try (TemporaryFolder running = TemporaryFolder.create(parent);
                TemporaryFolder next = TemporaryFolder.create(parent)) {
            assertThat(killed).doesNotExist();
            assertThat(ofAnEarlierVersion).doesNotExist();
            assertThat(foreign).exists();
            assertThat(running.path()).exists();
            assertThat(next.path()).exists();
        }
    }

    @Test
    void aParentThatCannotBeWritten_isAnErrorThatNamesIt() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> TemporaryFolder.create(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString());
    }
}
