package io.rollcall.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void setting_isNamedByVariableAndKeyWhereNoNamesAreGiven() {
        assertThat(Message.of("port {} is in use: choose another with {}", 10501, SettingKey.DASHBOARD_PORT))
                .hasToString("port 10501 is in use: choose another with the variable ROLLCALL_DASHBOARD_PORT (or"
                        + " dashboard.port in the settings file)");
    }

    @Test
    void setting_isNamedAsTheReaderCallsIt_alsoInANestedMessage() {
        Message inner = Message.of("choose another with {}", SettingKey.DASHBOARD_PORT);
        assertThat(Message.of("{} stopped: {}", "Dashboard", inner).render(key -> "--" + key.name()))
                .isEqualTo("Dashboard stopped: choose another with --DASHBOARD_PORT");
    }

    @Test
    void placeholdersInTextOfOthers_areText() {
        assertThat(Message.of("cannot read {}", "{}")).hasToString("cannot read {}");
        assertThat(Message.literal("cannot read {}")).hasToString("cannot read {}");
        assertThat(new UserError("cannot read {}")).hasMessage("cannot read {}");
    }

    @Test
    void wrongNumberOfArguments_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of("cannot read {}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of("cannot read", "x"));
    }
}
