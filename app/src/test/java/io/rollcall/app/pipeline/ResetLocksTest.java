package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.command.CommandRun;
import io.rollcall.jobs.checkpoint.CheckpointLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollcall reset} beside other processes. */
@SuppressWarnings("try") // the locks are only held
class ResetLocksTest {
    @TempDir
    private Path temp;

    @Test
    void reset_refusesWhileAJobRunsAlone() {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        directory.claim(directory.checkpoints());
        String checkpoints = directory.checkpoints().toString();
        try (CheckpointLock lock = CheckpointLock.take(checkpoints, List.of("user_login_stats"))) {
            for (String[] args : new String[][] {
                {"reset", "--yes", "--data-dir", directory.path().toString()},
                {
                    "reset",
                    "--yes",
                    "--job",
                    "stats",
                    "--bootstrap-server",
                    "127.0.0.1:1",
                    "--checkpoint-location",
                    checkpoints
                }
            }) {
                CommandRun run = CommandRun.of(args);
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.err())
                        .contains(
                                "user_login_stats runs already",
                                "pid " + ProcessHandle.current().pid())
                        .hasLineCount(1);
            }
            CheckpointLock.take(checkpoints, List.of("user_login_clean")).close();
        }
        CheckpointLock.take("file://" + checkpoints, List.of("user_login_stats"))
                .close();
        CheckpointLock.take("hdfs://nowhere/checkpoints", List.of("user_login_stats"))
                .close();
        assertThat(directory.checkpoints()).exists();
    }

    @Test
    void resetTwiceAtOnce_deletesEverything_andWhoeverComesSecondSaysWhyItDidNothing() throws Exception {
        ExecutorService twice = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                Path data = temp.resolve("data-" + round);
                DataDirectory directory = new DataDirectory(data);
                directory.lock().close();
                for (Path folder : List.of(directory.checkpoints(), directory.scratch())) {
                    directory.claim(folder);
                    for (int file = 0; file < 50; file++) {
                        Files.createFile(folder.resolve("file-" + file));
                    }
                }
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<CommandRun> reset = () -> {
                    start.await();
                    return CommandRun.of("reset", "--yes", "--data-dir", data.toString());
                };
                for (Future<CommandRun> ended : twice.invokeAll(List.of(reset, reset))) {
                    CommandRun run = ended.get();
                    assertThat(run.exitCode()).as(run.err()).isBetween(0, 1);
                    if (run.exitCode() == 1) {
                        assertThat(run.err()).contains("in use by another").hasLineCount(1);
                    } else {
                        assertThat(run.err()).isEmpty();
                    }
                }
                assertThat(directory.isMissingOrEmpty()).as("round " + round).isTrue();
            }
        } finally {
            twice.shutdownNow();
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
