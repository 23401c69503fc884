package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
