package io.rollcall.app.options;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.UserError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "n", "no", "yess", "ja"})
    void anyAnswerButYes_endsTheCommand_withExitCode1(String answer) {
        assertThatThrownBy(() -> Confirmation.requireYes(answer, "nothing was sent"))
                .isInstanceOf(UserError.class)
                .hasMessage("nothing was sent")
                .extracting(e -> ((UserError) e).exitCode())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", " yes ", "YES"})
    void yes_goesOn(String answer) {
        assertThatCode(() -> Confirmation.requireYes(answer, "")).doesNotThrowAnyException();
    }
}
