package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API refuses, and how it says so. */
@Timeout(30)
class ApiErrorsTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/comparison",
                "/api/comparison?start=x",
                "/api/comparison?start=2023-09-12T00:45:51Z",
                "/api/other?x=1",
                "/api/snapshot?at=yesterday",
                "/api/rejected?limit=%D9%A1",
                "/api/snapshot?at=",
                "/api/snapshot?at=2023-09-12",
                "/api/snapshot?at=1694479551",
                "/api/snapshot?at=%2B999999999-01-01T00:00:00Z",
                "/api/snapshot?at=2023-09-12T00:45:51Z&at=2023-09-12T00:45:51Z",
                "/api/snapshot?at=2023-09-12T00:45:51Z&from=2023-09-12T00:45:51Z",
                "/api/snapshot?from=2023-09-12T00:45:51Z",
                "/api/snapshot?to=2023-09-12T00:45:51Z",
                "/api/snapshot?from=2023-09-12T00:45:51Z&to=2023-09-12T00:45:50Z",
                "/api/snapshot?window=newest",
                "/api/snapshot?window=",
                "/api/snapshot?window=full&window=full",
                "/api/snapshot?window=full&at=2023-09-12T00:45:51Z",
                "/api/snapshot?window=filling&from=2023-09-12T00:45:51Z&to=2023-09-12T00:45:51Z",
                "/api/snapshot?from=2023-09-12T00:45:30Z&to=2023-09-12T00:45:30Z",
                "/api/snapshot?from=2023-09-12T00:45:30Z&to=2023-09-12T00:46:10Z",
                "/api/snapshot?from=2023-09-12T00:45:30.001Z&to=2023-09-12T00:46:00.001Z",
                "/api/snapshot?form=2023-09-12T00:45:51Z",
                "/api/windows?from=x",
                "/api/windows?from=2023-09-12T00:45:51Z&to=2023-09-12T00:45:50Z",
                "/api/windows?locale=ZZ",
                "/api/windows?locale=",
                "/api/rejected?limit=0",
                "/api/rejected?limit=201",
                "/api/rejected?limit=ten",
                "/api/rejected?limit=99999999999",
                "/api/regions?x=1",
            })
    void invalidParameter_isExplained(String path) {
        HttpResponse<String> answer = on.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8))
                        .path("error")
                        .asText())
                .isNotBlank();
    }

    @Test
    void valueThatCannotBeDecoded_isNamed() throws IOException {
        assertThat(raw("GET /api/snapshot?at=%zz"))
                .contains(" 400 ", "at has a % that is not followed by two hexadecimal digits");
    }

    /** Java's own client does not send these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot?%zz=1",
                "snapshot?window=full&%=1",
                "regions?%g0",
                "rejected?a%1=1&limit=1",
                "other?%zz="
            })
    void nameThatCannotBeDecoded_isRefused(String path) throws IOException {
        assertThat(raw("GET /api/" + path))
                .contains(" 400 ", "the name of a parameter has a % that is not followed by two hexadecimal digits");
        assertThat(raw("HEAD /api/" + path)).contains(" 400 ").endsWith("\r\n\r\n");
    }

    @Test
    void badQuery_isIgnored_outsideOfTheApi() throws IOException {
        assertThat(raw("GET /?%zz=1")).contains(" 200 ");
        assertThat(raw("GET /health?%zz=1")).doesNotContain(" 400 ");
    }

    private String raw(String request) throws IOException {
        URI uri = on.uri("/");
        try (Socket socket = RawConnection.open(uri.getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.0\r\nHost: " + uri.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The HTTP server itself refuses these: no route and no filter sees them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /../x HTTP/1.1\r\nHost: localhost",
                "GET /health%00 HTTP/1.1\r\nHost: localhost",
                "GET /health HTTP/1.1\r\nHost:",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
                "GET /health HTTP/9.9\r\nHost: localhost",
                "no request",
            })
    void requestThatIsNoHttp_isRefusedWithJson(String request) throws IOException {
        URI uri = on.uri("/");
        try (Socket socket = RawConnection.open(uri.getPort())) {
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).containsPattern("^HTTP/1.1 (400|505) ");
            assertThat(answer).contains("\r\nContent-Security-Policy: ", "\r\nContent-Type: application/json");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).startsWith("{\"error\":\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api.yaml",
                "/api/nothing",
                "/web/index.html",
                "/data",
                "/app.js/",
                "/version.txt",
                "/.x"
            })
    void unknownPath_isNotFound(String path) {
        HttpResponse<String> answer = on.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"error\":");
    }

    @Test
    void otherMethods_areNotAllowed() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(on.uri("/api/snapshot"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(on.client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }
}
