package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests with headers of proxies. The filter of host names shows which host is believed. */
@Timeout(30)
class ForwardedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // trusted proxies | header | status
                "127.0.0.1 | X-Forwarded-Host: dash.test | 200",
                "127.0.0.1 | X-Forwarded-Host: evil.test | 403",
                "127.0.0.1 | Forwarded: for=192.0.2.7;host=dash.test | 200",
                "127.0.0.1 | Forwarded: for=192.0.2.7;host=evil.test | 403",
                "127.0.0.1 | X-Forwarded-Host: dash.test:99999 | 400",
                "127.0.0.1 | X-Forwarded-Host: /etc/passwd | 4xx",
                "127.0.0.1 | X-Forwarded-Host: \"<script>\" | 4xx",
                "127.0.0.1 | X-Forwarded-Host: evil@dash.test | 4xx",
                "127.0.0.0/8, ::1 | X-Forwarded-Server: evil.test | 200",
                "10.0.0.0/8 | X-Forwarded-Host: evil.test | 200",
                "10.0.0.0/8 | Forwarded: host=evil.test | 200",
            })
    void onlyTrustedProxies_sayWhichHostTheClientAskedFor(String proxies, String header, String status)
            throws Exception {
        try (TestServer on = new TestServer(settings ->
                settings.with(SettingKey.DASHBOARD_PROXIES, proxies).with(SettingKey.DASHBOARD_HOSTS, "dash.test"))) {
            String[] pair = header.split(": ", 2);
            ApiAnswer answer = ApiAnswer.of(on, "GET", "/api/regions", pair[0], pair[1]);
            assertThat(Integer.toString(answer.status())).matches(status.replace('x', '.'));
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 400", "192.0.2.1, 200"})
    void contradictingHeaders_areRefused_ifAProxySentThem(String proxies, int status) throws Exception {
        try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_PROXIES, proxies))) {
            ApiAnswer answer =
                    ApiAnswer.of(on, "GET", "/api/regions", "Forwarded", "for=6.6.6.6", "X-Forwarded-For", "192.0.2.7");
            assertThat(answer.status()).isEqualTo(status);
            if (status == 400) {
                assertThat(answer.body()).contains("contradict each other").doesNotContain("Exception", "\n");
            }
        }
    }
}
