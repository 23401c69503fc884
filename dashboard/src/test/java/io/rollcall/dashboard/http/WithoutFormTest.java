package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines, which fill in no form, and strangers. */
@Timeout(60)
class WithoutFormTest {
    @TempDir
    private Path folder;

    private TestServer on;

    @BeforeEach
    void start() {
        on = SignedIn.server("/web", folder);
    }

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void machines_sendPasswordsOrTokens() throws Exception {
        assertThat(basic("viewer:" + TestUsers.password("viewer"))).isEqualTo(200);
        assertThat(basic("viewer:wrong")).isEqualTo(401);
        assertThat(basic("viewer")).isEqualTo(401);
        assertThat(basic(":")).isEqualTo(401);
        assertThat(on.client.send(request("Basic ?!"), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        for (String header : List.of("Bearer", "Bearer ", "Bearer wrong", "Digest x", "Bearer " + "x".repeat(5_000))) {
            HttpResponse<String> answer = on.client.send(request(header), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(header).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
        }
        assertThat(on.client
                        .send(request("bearer " + TestUsers.token("viewer")), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private int basic(String pair) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return on.client
                .send(request("Basic " + encoded), BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest request(String authorization) {
        return HttpRequest.newBuilder(on.uri("/api/snapshot"))
                .header("Authorization", authorization)
                .build();
    }

    @Test
    void strangers_learnOnlyWhetherItIsUp() throws Exception {
        ServerState.WORKING.setUp(on);
        assertThat(on.get("/health").body()).isEqualTo("{\"status\":\"up\"}");
        on.feed.status = null; // what breaks is not told either
        assertThat(on.get("/health").body()).doesNotContain("Exception", "null");
    }

    @Test
    void stream_isRefusedToStrangers() throws Exception {
        HttpResponse<InputStream> answer =
                on.client.send(HttpRequest.newBuilder(on.uri("/api/stream")).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
