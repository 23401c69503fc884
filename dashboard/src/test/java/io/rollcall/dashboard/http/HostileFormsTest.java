package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that cannot be read, at every route that takes one, from somebody who is signed in. */
@Timeout(60)
class HostileFormsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    private Path folder;

    private TestServer on;
    private SignedIn browser;
    private List<String> routes;

    @BeforeEach
    void start() throws Exception {
        on = SignedIn.server("/web", folder);
        browser = new SignedIn(on).signIn("viewer");
        routes = on.server.routes().stream()
                .filter(route -> route.startsWith("POST "))
                .map(route -> route.substring("POST ".length()))
                .toList();
        assertThat(routes).contains("/sign-in", "/sign-out");
    }

    @AfterEach
    void stop() {
        on.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM + "; charset=nope",
                FORM + ";charset=\"",
                FORM + "; charset=%00",
                FORM + "; charset=" + "x-long-",
                "text/plain; charset=nope",
                "multipart/form-data; charset=nope; boundary=x"
            })
    void unknownCharset_isRefused(String type) throws Exception {
        for (String route : routes) {
            HttpResponse<String> answer = post(route, type, "token=x&name=y");
            assertThat(answer.statusCode()).as(route).isEqualTo(415);
            assertThat(answer.body()).startsWith("{\"error\":\"the charset of the request is unknown");
        }
    }

    @Test
    void textThatIsNoForm_isNoError() throws Exception {
        for (String route : routes) {
            for (String type :
                    List.of(FORM, FORM + "; charset=utf-16", FORM + "; charset=utf-7", "multipart/form-data")) {
                for (String body : List.of("token=%zz&name=%", "=&&=", "%ff%fe=%c0%80", "\u0000", "x".repeat(60_000))) {
                    assertThat(post(route, type, body).statusCode())
                            .as("%s, %s, %s", route, type, body.substring(0, Math.min(20, body.length())))
                            .isBetween(300, 499);
                }
            }
        }
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(on.uri(path))
                .header("Content-Type", type)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", "rollcall-session=" + browser.cookies.get("rollcall-session"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return on.client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
