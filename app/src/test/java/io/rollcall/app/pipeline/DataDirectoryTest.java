package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.command.CommandRun;
import io.rollcall.jobs.checkpoint.CheckpointLock;
import io.rollcall.model.process.ProcessLock;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // the locks are only held
class DataDirectoryTest {
    private static final int STARTS_AT_ONCE = 4;

    @TempDir
    private Path temp;

    @Test
    void secondLock_isRefusedWithThePidOfTheHolder_untilTheFirstIsClosed() {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        try (ProcessLock lock = directory.lock()) {
            assertThatThrownBy(directory::lock)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("in use by another `rollcall up` or `reset` (pid "
                            + ProcessHandle.current().pid() + "): stop it, or wait for its end");
        }
        directory.lock().close();
    }

    /** In a container, the process of before had the id of this one. */
    @Test
    void lockLeftBehindWithTheIdOfThisProcess_isOfNoRunningUp() {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        directory.lock().close();
        assertThat(directory.path().resolve(DataDirectory.LOCK))
                .hasContent(Long.toString(ProcessHandle.current().pid()));
        assertThat(directory.runningProcess()).isEmpty();
    }

    /** /proc answers that there is no such file. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void folderThatCannotBeMade_isNotCalledInUse() {
        assertThatThrownBy(new DataDirectory(Path.of("/proc/nowhere"))::lock)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.message().render(SettingKey::key))
                                .startsWith("cannot write the data directory /proc/nowhere: make it writable"));
    }

    @Test
    void directoryThatCannotBeRead_isNamedWithTheReasonAndARemedy() throws Exception {
        Files.createDirectory(temp.resolve(DataManifest.FILE));
        assertThatThrownBy(new DataDirectory(temp)::requireKnownFormat)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot read the data directory " + temp
                        + " (Is a directory): make it readable, or choose another with ");
    }

    @Test
    void delete_removesLinksWithoutFollowingThem() throws Exception {
        Path outside =
                Files.createFile(Files.createDirectory(temp.resolve("outside")).resolve("kept"));
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        Path data = directory.claim(directory.checkpoints());
        Files.createSymbolicLink(data.resolve("link"), outside.getParent());
        directory.delete();
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
        try (ProcessLock lock = directory.lock()) {
            CommandRun run = CommandRun.of(
                    "reset", "--yes", "--data-dir", directory.path().toString());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("in use by another `rollcall up`").hasLineCount(1);
        }
    }

    @Test
    void reset_refusesWhileAJobRunsWithItsCheckpointElsewhere_andKeepsThatCheckpoint() throws Exception {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        directory.lock().close();
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        String[] reset = {
            "reset", "--yes", "--data-dir", directory.path().toString(), "--checkpoint-location", elsewhere.toString()
        };
        try (CheckpointLock job = CheckpointLock.take(elsewhere.toString(), List.of("user_login_stats"))) {
            CommandRun refused = CommandRun.of(reset);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("user_login_stats runs already", elsewhere.toString(), "stop it first");
            assertThat(directory.path()).exists();
        }
        CommandRun run = CommandRun.of(reset);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("keeps the checkpoints in " + elsewhere);
        assertThat(directory.path()).doesNotExist();
        assertThat(elsewhere.resolve("user_login_stats.lock")).exists();
    }

    @Test
    void pathWithAComma_isRefused() {
        assertThatThrownBy(() -> DataDirectory.of(Settings.defaults()
                        .with(SettingKey.DATA_DIR, temp.resolve("a, b").toString())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a, b has a comma in its path, which Kafka and Spark take for the end of a path");
    }

    @Test
    void reset_deletesOnlyWhatRollcallMade_andNamesTheRest() throws Exception {
        Files.createDirectories(temp.resolve("thesis"));
        Files.createFile(temp.resolve("thesis/chapter-1"));
        Files.createFile(temp.resolve("notes.txt"));
        DataDirectory directory = new DataDirectory(temp);
        directory.lock().close();
        Files.createFile(directory.claim(directory.logs()).resolve("rollcall.log"));
        CommandRun run = CommandRun.of("reset", "--yes", "--data-dir", temp.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("keeps them: notes.txt, thesis", "deleted logs, rollcall.manifest, up.lock");
        assertThat(temp.toFile().list()).containsExactlyInAnyOrder("notes.txt", "thesis");
        assertThat(temp.resolve("thesis/chapter-1")).exists();
    }

    @Test
    void folderOfAnotherProgram_isNotClaimed_andNotDeleted() throws Exception {
        DataDirectory directory = new DataDirectory(temp);
        for (Path folder : new Path[] {directory.logs(), directory.kafka(), directory.checkpoints()}) {
            Files.createFile(Files.createDirectories(folder).resolve("meta.properties"));
        }
        try (ProcessLock lock = directory.lock()) {
            assertThatThrownBy(() -> directory.claim(directory.logs()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("did not make " + directory.logs());
        }
        assertThat(CommandRun.of("reset", "--yes", "--data-dir", temp.toString())
                        .exitCode())
                .isZero();
        assertThat(temp.toFile().list()).containsExactlyInAnyOrder("logs", "kafka", "checkpoints");
    }

    @Test
    void jobsThatStartAtOnce_claimTheSameFolder() throws Exception {
        ExecutorService jobs = Executors.newFixedThreadPool(STARTS_AT_ONCE);
        try {
            for (int round = 0; round < 100; round++) {
                Path root = temp.resolve("data-" + round);
                CyclicBarrier start = new CyclicBarrier(STARTS_AT_ONCE);
                List<Callable<Path>> starts = IntStream.range(0, STARTS_AT_ONCE)
                        .mapToObj(job -> (Callable<Path>) () -> {
                            DataDirectory directory = new DataDirectory(root);
                            start.await();
                            Path scratch = directory.claim(directory.scratch());
                            return Files.createFile(scratch.resolve("of-job-" + job));
                        })
                        .toList();
                for (Future<Path> started : jobs.invokeAll(starts)) {
                    assertThat(started.get()).exists();
                }
            }
        } finally {
            jobs.shutdownNow();
        }
    }

    @Test
    void manifestThatAnotherProcessIsMaking_doesNotHideTheFoldersOfAnOlderVersion() throws Exception {
        DataDirectory directory = new DataDirectory(temp);
        Files.createDirectories(directory.checkpoints().resolve("user_login_clean"));
        Files.createFile(temp.resolve(DataManifest.FILE));
        assertThat(directory.claim(directory.checkpoints())).exists();
    }

    /** A name alone shows nothing: Spark of another program names its folders in the same way. */
    @Test
    void foldersOfOtherPrograms_withNamesAsOurs_areNotDeleted() throws Exception {
        DataDirectory directory = new DataDirectory(temp);
        Path foreign =
                Files.createFile(Files.createDirectories(directory.scratch().resolve("spark-thesis"))
                        .resolve("chapter"));
        Files.createDirectory(directory.checkpoints());
        assertThat(directory.names(true)).isEmpty();
        directory.delete();
        assertThat(foreign).exists();
        assertThatThrownBy(() -> directory.claim(directory.scratch()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Rollcall did not make");
    }

    @Test
    void directoryOfAnOlderVersion_isKnownByItsContent() throws Exception {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        Files.createDirectories(directory.checkpoints().resolve("user_login_clean"));
        Files.createFile(Files.createDirectories(directory.kafka()).resolve("meta.properties"));
        Files.createFile(Files.createDirectories(directory.logs()).resolve("console.log"));
        Files.writeString(directory.path().resolve("up.lock"), "17");
        directory.claim(directory.kafka());
        directory.claim(directory.scratch());
        directory.delete();
        assertThat(directory.path()).isEmptyDirectory();
    }

    @Test
    void directoryOfANewerVersion_isRefused_andLeftAlone() throws Exception {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        directory.claim(directory.checkpoints());
        Path manifest = directory.path().resolve(DataManifest.FILE);
        assertThat(manifest).content().startsWith("format 1\n");
        Files.writeString(manifest, Files.readString(manifest).replace("format 1", "format 2"));
        Path kept = Files.createFile(directory.checkpoints().resolve("kept"));

        String path = directory.path().toString();
        for (String[] args : new String[][] {
            {"up", "--no-producer", "--data-dir", path},
            {"reset", "--yes", "--data-dir", path},
            {"reset", "--yes", "--job", "stats", "--data-dir", path, "--bootstrap-server", "127.0.0.1:1"},
        }) {
            CommandRun run = CommandRun.of(args);
            assertThat(run.err())
                    .as(String.join(" ", args))
                    .isEqualTo("rollcall: the data directory " + path
                            + " is of a newer version of Rollcall (format 2, this"
                            + " version knows 1): start that version, or choose another with --data-dir\n");
            assertThat(run.exitCode()).isEqualTo(1);
        }
        assertThatThrownBy(() -> directory.claim(directory.scratch())).isInstanceOf(UserError.class);
        assertThatThrownBy(directory::delete).isInstanceOf(UserError.class);
        assertThat(kept).exists();
    }

    @Test
    void directoryFromBeforeFormats_isOfTheFirst() throws Exception {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        directory.claim(directory.checkpoints());
        Path manifest = directory.path().resolve(DataManifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace("format 1\n", ""));
        assertThat(directory.claim(directory.scratch())).exists();
        assertThat(manifest).content().contains("checkpoints\n", "scratch\n");
    }

    @Test
    void up_withABadMapping_makesNoDirectory() {
        Path data = temp.resolve("data");
        CommandRun run = CommandRun.of("up", "--data-dir", data.toString(), "--source", "no-such-preset");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("neither a file nor a preset");
        assertThat(data).doesNotExist();
    }
}
