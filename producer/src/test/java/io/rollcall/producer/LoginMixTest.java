package io.rollcall.producer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginMixTest {
    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void anythingButAFraction_isRefused(double bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoginMix(0, 0, bad, 0))
                .withMessageStartingWith("tooLate must be a fraction from 0 to 1");
    }

    @Test
    void sumAboveOne_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoginMix(0.5, 0.5, 0.1, 0));
    }

    @Test
    void sumOfOne_isAllowedDespiteRounding() {
        assertThatNoException().isThrownBy(() -> new LoginMix(0.1, 0.2, 0.3, 0.4));
        assertThatNoException().isThrownBy(() -> new LoginMix(0.7, 0.1, 0.1, 0.1));
    }
}
