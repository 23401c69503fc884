package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.http.ApiDocument.Operation;
import io.rollcall.model.settings.SettingKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every route refuses, and HEAD, which none refuses, as docs/api.yaml says. */
@Timeout(60)
class ApiRefusalsTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();

    private final AnswerCheck check = new AnswerCheck(DOCUMENT);
    private final TestServer on = new TestServer("/web");

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void foreignHostName_isRefusedOnEveryRoute() throws Exception {
        checkForeignHostName(check, on);
    }

    static void checkForeignHostName(AnswerCheck check, TestServer on) throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            ApiAnswer answer = ApiAnswer.forHost(on, "evil.example", operation.method(), DOCUMENT.pathOf(operation));
            assertThat(answer.status()).as(answer.request()).isEqualTo(403);
            check.check(operation, answer);
        }
    }

    @Test
    void otherMethods_areNotAllowedOnAnyRoute() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            List<String> methods = new ArrayList<>(List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
            methods.removeAll(methodsOf(operation.path()));
            for (String method : methods) {
                check.checkOtherMethod(ApiAnswer.of(on, method, DOCUMENT.pathOf(operation)));
            }
        }
    }

    private static List<String> methodsOf(String path) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.path().equals(path))
                .map(Operation::method)
                .toList();
    }

    @Test
    void head_isAnsweredAsGet_withoutBody() throws Exception {
        ServerState.STALE.setUp(on);
        for (String path : List.of(
                "/",
                "/app.js",
                "/nothing",
                "/health",
                "/api/snapshot",
                "/api/windows?x=1",
                "/api/other",
                "/sign-out")) {
            ApiAnswer head = ApiAnswer.of(on, "HEAD", path);
            ApiAnswer get = ApiAnswer.of(on, "GET", path);
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.headers().get("content-type"))
                    .as(path)
                    .isEqualTo(get.headers().get("content-type"));
            assertThat(head.body()).as(path).isEmpty();
        }
        ApiAnswer stream = ApiAnswer.of(on, "HEAD", "/api/stream");
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.headers().get("content-type")).startsWith("text/event-stream");
        assertThat(on.get("/metrics").body()).as("no stream is open").contains("rollcall_dashboard_viewers 0\n");
    }

    @Test
    void internalError_isAnsweredAsDocumented() throws Exception {
        checkInternalErrors(check, on);
    }

    static void checkInternalErrors(AnswerCheck check, TestServer on) throws Exception {
        on.feed.status = null;
        for (String path : List.of("/health", "/metrics")) {
            ApiAnswer answer = ApiAnswer.of(on, "GET", path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            check.check(DOCUMENT.named("GET " + path), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 503", "2, 429"})
    void streamAboveALimit_isRefusedAsDocumented(String max, int status) throws Exception {
        checkStreamAboveALimit(check, max, status);
    }

    static void checkStreamAboveALimit(AnswerCheck check, String max, int status) throws Exception {
        try (TestServer small = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_MAX_STREAMS, max));
                SseReader first = small.stream(null)) {
            first.next("snapshot");
            ApiAnswer answer = ApiAnswer.of(small, "GET", "/api/stream");
            assertThat(answer.status()).isEqualTo(status);
            check.check(DOCUMENT.named("GET /api/stream"), answer);
        }
    }
}
