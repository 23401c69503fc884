package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollcall dashboard passwd} and {@code token}, and a dashboard that nobody protects. */
class UsersCommandTest {
    @TempDir
    private Path folder;

    private static CommandRun withInput(String input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandRun.of(args);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void passwd_readsStandardInput_andSaysWhatItDid() throws Exception {
        Path file = folder.resolve("users");
        String[] line = {"dashboard", "passwd", "--file", file.toString(), "ann", "--role", "viewer"};
        CommandRun added = withInput("correct horse\nignored\n", line);
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).isEqualToIgnoringNewLines("added ann in " + file);
        assertThat(withInput("battery staple", line).out()).startsWith("changed ann in ");
        assertThat(Files.readAllLines(file)).hasSize(1).allMatch(one -> one.startsWith("user ann viewer $2b$12$"));
    }

    @Test
    void passwd_refusesInOneLine_andChangesNothing() {
        Path file = folder.resolve("users");
        for (String[] bad : new String[][] {
            {"", "viewer", "no password"}, {"short", "viewer", "too short"}, {"correct horse", "root", "--role 'root'"}
        }) {
            CommandRun run =
                    withInput(bad[0], "dashboard", "passwd", "--file", file.toString(), "ann", "--role", bad[1]);
            assertThat(run.exitCode()).isPositive();
            assertThat(run.err()).hasLineCount(1).startsWith("rollcall: ").contains(bad[2]);
            assertThat(run.out()).isEmpty();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void token_isPrintedOnce_andAlone() throws Exception {
        Path file = folder.resolve("users");
        CommandRun run =
                CommandRun.of("dashboard", "token", "--file", file.toString(), "prometheus", "--role", "admin");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().strip()).matches("[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(file))
                .startsWith("token prometheus admin ")
                .doesNotContain(run.out().strip());
    }

    /** Before Kafka is waited for, and before `up` makes anything. */
    @Test
    void dashboardThatNobodyProtects_isRefusedInOneLine() throws Exception {
        CommandRun dashboard = CommandRun.of("dashboard", "--host", "0.0.0.0");
        assertThat(dashboard.exitCode()).isEqualTo(2);
        assertThat(dashboard.err())
                .hasLineCount(1)
                .contains(
                        "anybody who reaches 0.0.0.0 could read the dashboard", "dashboard.auth", "dashboard.insecure");

        Path config = Files.writeString(folder.resolve("config.yaml"), "dashboard.host: 0.0.0.0\n");
        Path data = folder.resolve("data");
        CommandRun up = CommandRun.of("up", "--config", config.toString(), "--data-dir", data.toString());
        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.err()).hasLineCount(1).contains("anybody who reaches 0.0.0.0");
        assertThat(data).doesNotExist();
    }

    @Test
    void fileOfUsersThatIsBad_isRefusedInOneLine() throws Exception {
        Path users = Files.writeString(folder.resolve("users"), "user ann\nbob\n");
        Path config = Files.writeString(
                folder.resolve("config.yaml"), "dashboard:\n  auth: basic\n  users: " + users + "\n  port: 0\n");
        CommandRun run = CommandRun.of("dashboard", "--config", config.toString(), "--bootstrap-server", "localhost:1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("line 1: it must be user NAME ROLE HASH; line 2: it must begin with user or token");
    }
}
