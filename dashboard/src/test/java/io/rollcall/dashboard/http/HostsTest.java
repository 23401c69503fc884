package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which host names a dashboard answers to. */
@Timeout(30)
class HostsTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LocalHost:10501, 200",
        "localhost., 200",
        "127.0.0.1:1, 200",
        "[::1]:1, 200",
        "dash.example.test, 200",
        "DASH.example.test:443, 200",
        "10.1.2.3:80, 200",
        "evil.example, 403",
        "evil.example:10501, 403",
        "0.0.0.0, 200",
        "192.0.2.1, 403",
        "xdash.example.test, 403",
    })
    void dashboardOnEveryAddress_answersToItsNamesOnly(String host, int status) throws Exception {
        try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_INSECURE, "true")
                .with(SettingKey.DASHBOARD_HOST, "0.0.0.0")
                .with(SettingKey.DASHBOARD_HOSTS, "dash.example.test, 10.1.2.3"))) {
            ApiAnswer answer = ApiAnswer.forHost(on, host, "/api/rejected");
            assertThat(answer.status()).isEqualTo(status);
            if (answer.status() == 403) {
                assertThat(answer.body()).contains("dashboard.hosts");
            }
        }
    }

    @Test
    void dashboardOnTheLoopbackAddress_answersToConfiguredNamesToo() throws Exception {
        try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_HOSTS, "rollcall.test"))) {
            assertThat(ApiAnswer.forHost(on, "rollcall.test", "/health").status())
                    .isNotEqualTo(403);
            assertThat(ApiAnswer.forHost(on, "other.test", "/health").status()).isEqualTo(403);
        }
    }
}
