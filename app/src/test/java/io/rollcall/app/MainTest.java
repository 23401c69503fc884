package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.command.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path directory;

    @Test
    void version_namesRollcallSparkAndKafka() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("rollcall 0.1.0");
        assertThat(run.lines().get(1)).matches("Spark \\d.*, Kafka \\d.*, Java \\d.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "produce",
                "clean",
                "stats",
                "dashboard",
                "tail",
                "topics",
                "status",
                "replay-rejected",
                "reset"
            })
    void help_isThereForEveryCommand(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rollcall " + command).contains("--config", "--verbose");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics --nope | rollcall: there is no option '--nope'; see rollcall topics --help",
                "topics --bootstrap-sever a | rollcall: there is no option '--bootstrap-sever': did you mean --bootst",
                "tial | rollcall: there is no command 'tial': did you mean tail?",
                "topics a | rollcall: one argument too many: 'a'",
                "tail | rollcall: name one topic",
                "tail a --topic b | rollcall: name one topic",
                "tail a -n -1 | rollcall: -n takes a whole number",
                "tail a --from soon | rollcall: --from: 'soon' is none of beginning, end, -N, an offset, a time",
                "tail a --to end -f | rollcall: --follow does not end: it goes without --to",
                "tail a --where .a[ | rollcall: --where '.a[' is not jq: ",
                "tail a --grep ( | rollcall: --grep '(' is not a regular expression: ",
                "tail a -o table | rollcall: -o table does not know the columns of 'a': name them with --fields",
                "tail a -o raw --fields b | rollcall: -o raw shows bytes as they are",
                "tail a -o xml | rollcall: Invalid value for option '--output'",
                "produce --dirty 2 | rollcall: --dirty takes a fraction from 0 to 1",
                "produce --restamp | rollcall: --restamp needs --file",
                "produce --file x --seed 1 | rollcall: --file replays bytes unchanged",
                "produce --rate 0 | rollcall: bad settings: produce.rate '0' (from the command line) must be",
                "dashboard --port 65536 | rollcall: bad settings: dashboard.port '65536' (from the command line) must",
                "reset --job other | rollcall: Invalid value for option '--job'",
                "--config tail topics | rollcall: bad settings: cannot read tail",
                "topics --config /nowhere.yaml | rollcall: bad settings: cannot read /nowhere.yaml",
            })
    void badUsage_isOneLineAndExitCode2(String command, String start) {
        CommandRun run = CommandRun.of(command.split(" "));
        assertThat(run.err()).startsWith(start).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void noCommand_isBadUsage() {
        CommandRun run = CommandRun.of();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("rollcall: a command is missing").hasLineCount(1);
    }

    @Test
    void kafkaThatIsNotThere_isOneLineAndExitCode1_andATraceWhenVerbose() {
        CommandRun run = CommandRun.of("topics", "--bootstrap-server", "127.0.0.1:1", "--verbose");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rollcall: cannot reach Kafka at 127.0.0.1:1 within 5 s: start it, or name another with"
                        + " --bootstrap-server\n")
                .contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:9092", "nonsense"})
    void kafkaAddressThatLeadsNowhere_isOneLine(String server) {
        CommandRun run = CommandRun.of("topics", "--bootstrap-server", server);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rollcall: cannot reach Kafka at " + server)
                .hasLineCount(1);
    }

    @Test
    void kafkaConfigWithABadValue_isOneLineThatNamesTheOption() throws Exception {
        Path file = Files.writeString(directory.resolve("client.properties"), "security.protocol=NONSENSE\n");
        CommandRun run = CommandRun.of("topics", "--kafka-config", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--kafka-config").hasLineCount(1);
    }
}
