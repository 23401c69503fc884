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
    void everyCommand_hasHelp(String command) {
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
                "topics a | rollcall: unexpected argument 'a'",
                "tail | rollcall: name one topic",
                "tail a --topic b | rollcall: name one topic",
                "tail a -n -1 | rollcall: -n must be a whole number",
                "tail a --from soon | rollcall: --from: 'soon' is none of beginning, end, -N, an offset, a time",
                "tail a --to end -f | rollcall: --follow has no end: it does not take --to",
                "tail a --where .a[ | rollcall: --where '.a[' is not jq: ",
                "tail a --grep ( | rollcall: --grep '(' is not a regular expression: ",
                "tail a -o table | rollcall: -o table knows no columns for 'a': name them with --fields",
                "tail a -o raw --fields b | rollcall: -o raw writes the bytes of the value",
                "tail a -o xml | rollcall: Invalid value for option '--output'",
                "produce --dirty 2 | rollcall: --dirty must be a fraction from 0 to 1",
                "produce --restamp | rollcall: --restamp needs --file",
                "produce --late .6 --duplicates .6 | rollcall: --dirty, --late, --too-late and --duplicates must together",
                "produce --file x --seed 1 | rollcall: --file sends recorded bytes",
                "produce --rate 0 | rollcall: bad settings: --rate '0' must be",
                "dashboard --port 65536 | rollcall: bad settings: --port '65536' must",
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
    void unreachableKafka_isOneLineAndExitCode1_andAStackTraceWithVerbose() {
        CommandRun run = CommandRun.of("topics", "--bootstrap-server", "127.0.0.1:1", "--verbose");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rollcall: cannot reach Kafka at 127.0.0.1:1 within 5 s: start it, or name another with"
                        + " --bootstrap-server\n")
                .contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:9092", "nonsense"})
    void badKafkaAddress_isOneLine(String server) {
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
