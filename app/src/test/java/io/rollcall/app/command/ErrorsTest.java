package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dashboard | DASHBOARD_PORT | --port",
                "up | DASHBOARD_PORT | --dashboard-port",
                "clean | DASHBOARD_PORT | the variable ROLLCALL_DASHBOARD_PORT (or dashboard.port in the settings file)",
                "up | DATA_DIR | --data-dir",
                "stats | DATA_DIR | the variable ROLLCALL_UP_DATA_DIR (or up.data-dir in the settings file)",
                "stats | CHECKPOINT_LOCATION | --checkpoint-location",
                "tail | KAFKA_CONFIG | --kafka-config",
                "replay-rejected | BOOTSTRAP_SERVER | --bootstrap-server",
                "produce | RATE | --rate",
            })
    void settingInAMessage_isNamedByTheOptionOfTheCommandThatRuns(String command, SettingKey key, String name) {
        CommandLine line = RollcallCommand.commandLine().getSubcommands().get(command);
        StringWriter err = new StringWriter();
        line.setErr(new PrintWriter(err, true));
        int exitCode = Errors.failed(UserError.usage(Message.of("set {}", key)), line, null);
        assertThat(err).hasToString("rollcall: set " + name + System.lineSeparator());
        assertThat(exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "clean", "stats"})
    void aPlaceThatNoTableKnows_isALineBeforeAnythingStarts(String command) {
        CommandRun run = CommandRun.of(command, "--locales", "us,Canda", "--source", "no-such-preset");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out())
                .startsWith("! --locales: 'Canda' is no known place (do you mean Canada?): it counts")
                .hasLineCount(1);
    }

    @Test
    void aLimitOfTheMachine_isNamedInPlaceOfWhatItLooksLike() {
        IOException cause = new IOException("Too many open files");
        assertThat(printed(new UserError("cannot write /data: make it writable", cause)))
                .contains("too many open files", "(cannot write /data)")
                .doesNotContain("make it writable");
        assertThat(printed(new UncheckedIOException(cause))).contains("too many open files");
    }

    @Test
    void anErrorThatIsNoException_isOneLineToo() {
        CommandLine line = RollcallCommand.commandLine();
        Throwable error = new OutOfMemoryError("Java heap space");
        assertThat(printed(new CommandLine.ExecutionException(line, "Error while running command", error)))
                .contains("ROLLCALL_JAVA_OPTS=-Xmx")
                .hasLineCount(1);
    }

    @Test
    void anErrorAtTheStart_isOneLine_andTheStackTraceOnlyIfAskedFor() {
        Error error =
                new ExceptionInInitializerError(new Error(new FileNotFoundException("tzdb.dat (Too many open files)")));
        StringWriter err = new StringWriter();
        assertThat(Errors.failed(error, new PrintWriter(err, true), false)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("rollcall: too many open files: raise")
                .hasLineCount(1);
        Errors.failed(error, new PrintWriter(err, true), true);
        assertThat(err.toString()).contains(ErrorsTest.class.getName());
    }

    private static String printed(Exception e) {
        CommandLine line = RollcallCommand.commandLine();
        StringWriter err = new StringWriter();
        line.setErr(new PrintWriter(err, true));
        assertThat(Errors.failed(e, line, null)).isEqualTo(1);
        return err.toString();
    }
}
