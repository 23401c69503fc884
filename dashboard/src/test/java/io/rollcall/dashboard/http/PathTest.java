package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dashboard below a path. */
@Timeout(30)
class PathTest {
    private final TestServer on =
            new TestServer(settings -> settings.with(SettingKey.DASHBOARD_PATH, "/ops/rollcall/"));

    @AfterEach
    void stop() {
        on.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/ops/rollcall/, 200",
        "/ops/rollcall/index.html, 200",
        "/ops/rollcall/app.js, 200",
        "/ops/rollcall/api, 200",
        "/ops/rollcall/api/regions, 200",
        "/ops/rollcall/api/snapshot?window=full, 200",
        "/ops/rollcall/api/snapshot?window=none, 400",
        "/ops/rollcall/metrics, 200",
        "/ops/rollcall/health, 503",
        "/ops/rollcall/nothing, 404",
        "/, 404",
        "/health, 404",
        "/api/regions, 404",
        "/ops, 404",
        "/ops/rollcalls, 404",
        "/ops/rollcall.., 404",
        "/OPS/rollcall/, 404",
        "/ops/rollcall/../../health, 404",
        "/x/../ops/rollcall/health, 404",
        "/ops/rollcall/../rollcall/health, 4xx",
        "/ops/rollcall/x/../metrics, 404",
        "/ops/rollcall//health, 4xx",
        "/ops/rollcall/%2e%2e/health, 4xx",
        "/ops/rollcall/..%2f..%2fhealth, 4xx",
        "/ops/rollcall/..;/health, 4xx",
        "/ops/rollcall;x=1/health, 404",
        "/ops/rollcall/..\\..\\health, 4xx",
        "/ops%2frollcall/health, 4xx",
    })
    void everything_isBelowThePath_andNothingElse(String path, String status) throws Exception {
        ApiAnswer answer = ApiAnswer.forHost(on, "localhost", path);
        assertThat(Integer.toString(answer.status())).as(answer.body()).matches(status.replace('x', '.'));
        if (answer.status() >= 400) {
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
        }
    }

    @Test
    void pathWithoutSlash_isSentToThePage() throws Exception {
        ApiAnswer answer = ApiAnswer.forHost(on, "localhost", "/ops/rollcall?at=1");
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.headers()).containsEntry("location", "/ops/rollcall/?at=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops/rollcall", "/ops/rollcall?at=1", "/ops/rollcall/"})
    void foreignHostName_isRefused_alsoWithoutSlash(String path) throws Exception {
        ApiAnswer answer = ApiAnswer.forHost(on, "evil.test", path);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).doesNotContainKey("location").containsKey("content-security-policy");
    }

    @Test
    void address_hasThePath() {
        assertThat(on.server.address()).endsWith(":" + on.server.port() + "/ops/rollcall/");
    }
}
