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
                "reset",
                "help",
                "version"
            })
    void everyCommand_hasHelp(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rollcall " + command).contains("--config", "--verbose");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpAndVersion_areWordsToo() {
        assertThat(CommandRun.of("help")).isEqualTo(CommandRun.of("--help"));
        assertThat(CommandRun.of("help", "tail")).isEqualTo(CommandRun.of("tail", "--help"));
        assertThat(CommandRun.of("help", "up")).isEqualTo(CommandRun.of("up", "--help"));
        assertThat(CommandRun.of("version")).isEqualTo(CommandRun.of("--version"));
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
                "tail a -n -1 | rollcall: -n '-1' must be a whole number from 0 to 2147483647; see rollcall tail --help",
                "tail a --lines=x | rollcall: --lines 'x' must be a whole number",
                "tail a -px | rollcall: -p 'x' must be the number of a partition",
                "tail a --from soon | rollcall: --from 'soon' must be beginning, end, -N, an offset, a time",
                "tail a --to end -f | rollcall: --follow has no end: it does not take --to",
                "tail a --where .a[ | rollcall: --where '.a[' is not a jq expression",
                "tail a --grep ( | rollcall: --grep '(' is not a regular expression: ",
                "tail a -o table | rollcall: -o table knows no columns for 'a': name them with --fields",
                "tail a -o raw --fields b | rollcall: -o raw writes the bytes of the value",
                "tail a -o xml | rollcall: -o 'xml' must be text, json, value, table, wide or raw; see rollcall tail --help",
                "topics --output xml | rollcall: --output 'xml' must be text, wide or json",
                "tail a --color some | rollcall: --color 'some' must be auto, always or never",
                "produce --dirty 2 | rollcall: --dirty '2' must be a fraction from 0 to 1",
                "produce --dirty NaN | rollcall: --dirty 'NaN' must be a fraction from 0 to 1",
                "produce --count 1.5 | rollcall: --count '1.5' must be a whole number from 0;",
                "produce --rate | rollcall: --rate needs a value: N",
                "up --no-producer=maybe | rollcall: --no-producer takes no value",
                "help tial | rollcall: there is no command 'tial': did you mean tail?",
                "topics --bootstrap-server nonsense | rollcall: bad settings: --bootstrap-server 'nonsense' must be HOST:PORT",
                "topics --bootstrap-server a:99999 | rollcall: bad settings: --bootstrap-server 'a:99999' must be HOST:PORT",
                "produce --restamp | rollcall: --restamp needs --file",
                "produce --late .6 --duplicates .6 | rollcall: --dirty, --late, --too-late and --duplicates must together",
                "produce --file x --seed 1 | rollcall: --file sends recorded bytes",
                "produce --rate 0 | rollcall: bad settings: --rate '0' must be",
                "dashboard --port 65536 | rollcall: bad settings: --port '65536' must",
                "reset --job other | rollcall: --job 'other' must be clean or stats",
                "--config tail topics | rollcall: --config 'tail' does not exist: name a YAML file of settings",
                "topics --config /tmp | rollcall: --config '/tmp' is a folder, not a file",
                "topics --config /nowhere.yaml | rollcall: --config '/nowhere.yaml' does not exist",
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

    @Test
    void unknownHost_isNamed_apartFromOneThatDoesNotAnswer() {
        CommandRun run = CommandRun.of("topics", "--bootstrap-server", "no-such-host.invalid:9092");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rollcall: no address is known for the host no-such-host.invalid of Kafka: correct it in"
                        + " --bootstrap-server")
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
