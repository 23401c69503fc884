package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.command.CommandRun;
import io.rollcall.model.settings.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // the locks are only held
class DataDirectoryTest {
    @TempDir
    private Path temp;

    @Test
    void secondLock_isRefusedWithThePidOfTheHolder_untilTheFirstIsClosed() {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        try (DataDirectory.Lock lock = directory.lock()) {
            assertThatThrownBy(directory::lock)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("in use by another `rollcall up` (pid "
                            + ProcessHandle.current().pid() + ")");
        }
        directory.lock().close();
    }

    @Test
    void delete_removesLinksWithoutFollowingThem() throws Exception {
        Path outside =
                Files.createFile(Files.createDirectory(temp.resolve("outside")).resolve("kept"));
        Path data = Files.createDirectories(temp.resolve("data/checkpoints"));
        Files.createSymbolicLink(data.resolve("link"), outside.getParent());
        new DataDirectory(temp.resolve("data")).delete();
        assertThat(temp.resolve("data")).doesNotExist();
        assertThat(outside).exists();
    }

    @Test
    void reset_refusesAFolderWithoutRollcallData() throws Exception {
        Files.createFile(temp.resolve("thesis.txt"));
        CommandRun run = CommandRun.of("reset", "--yes", "--data-dir", temp.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("does not look like a data directory of Rollcall");
        assertThat(temp.resolve("thesis.txt")).exists();
    }

    @Test
    void reset_asksForYesWithoutATerminal_thenDeletes() {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        directory.lock().close();
        CommandRun asked = CommandRun.of("reset", "--data-dir", directory.path().toString());
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains("--yes").hasLineCount(1);
        assertThat(directory.path()).exists();
        CommandRun run =
                CommandRun.of("reset", "--yes", "--data-dir", directory.path().toString());
        assertThat(run.exitCode()).isZero();
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void reset_refusesWhileUpHoldsTheDirectory() {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        try (DataDirectory.Lock lock = directory.lock()) {
            CommandRun run = CommandRun.of(
                    "reset", "--yes", "--data-dir", directory.path().toString());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("in use by another `rollcall up`").hasLineCount(1);
        }
    }

    @Test
    void reset_withoutData_succeeds() {
        CommandRun run = CommandRun.of(
                "reset", "--yes", "--data-dir", temp.resolve("none").toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("nothing to delete");
    }
}
