package io.rollcall.source.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void names_areSplitAtSignsAndCapitals() {
        assertThat(Words.of("userPrincipalName")).containsExactly("user", "principal", "name");
        assertThat(Words.of("client_ip-addr.v2")).containsExactly("client", "ip", "addr", "v2");
        assertThat(Words.of("sourceIPAddress")).containsExactly("source", "ip", "address");
        assertThat(Words.of("eventID")).containsExactly("event", "id");
        assertThat(Words.of("LOGIN_ERROR")).containsExactly("login", "error");
        assertThat(Words.of("@timestamp")).containsExactly("timestamp");
        assertThat(Words.of("--")).isEmpty();
        assertThat(Words.of("x".repeat(1_000))).isEmpty();
    }

    @Test
    void values_sayHowALoginEnded() {
        assertThat(Verdicts.of("SUCCESS")).isEqualTo(1);
        assertThat(Verdicts.of("login_failure")).isEqualTo(-1);
        assertThat(Verdicts.of("not authenticated")).isEqualTo(-1);
        assertThat(Verdicts.of("LOGIN")).isZero();
        assertThat(Verdicts.isOpen("MFA_CHALLENGE")).isTrue();
        assertThat(Verdicts.isOpen("challenge failed")).isFalse();
    }

    @Test
    void values_nameLogins() {
        assertThat(Verdicts.login("ConsoleLogin")).isEqualTo(2);
        assertThat(Verdicts.login("user.signed_in")).isEqualTo(2);
        assertThat(Verdicts.login("user.sign_in")).isEqualTo(2);
        assertThat(Verdicts.login("user.session.start")).isEqualTo(1);
        assertThat(Verdicts.login("authentication")).isEqualTo(1);
        assertThat(Verdicts.login("LOGOUT")).isZero();
        assertThat(Verdicts.login("user.session.end")).isZero();
        assertThat(Verdicts.login("CLIENT_LOGIN")).isZero();
        assertThat(Verdicts.login("OneLogin::Provisioning")).isZero();
    }
}
