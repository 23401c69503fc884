package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to a route, the answer is a refusal or an answer: never an error of the server, never a stack trace. */
@Timeout(120)
class HostileRequestsTest {
    private static final List<String> METHODS =
            List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "TRACE", "PROPFIND", "get", "X");
    private static final List<String> QUERIES = List.of(
            "",
            "?at=%00&from=%ff%fe&to=' OR 1=1--".replace(" ", "+"),
            "?to=//evil.example&limit=99999999999999999999",
            "?locale=%3Cscript%3Ealert(1)%3C/script%3E",
            "?%=&%zz=1&a=b=c&&=",
            "?x=" + "y".repeat(3_000));
    /** A cookie as the server makes them. */
    private static final String KEPT = "A".repeat(43);

    private static final List<String> HEADERS = List.of(
            "X: y",
            "Cookie: rollcall-session=%00; rollcall-session=\"; rollcall-form=;;;=",
            "Cookie: " + "a=b; ".repeat(1_000) + "c=d",
            "Authorization: Basic " + "A".repeat(6_000),
            "Authorization: Basic Og==",
            "Authorization: Bearer \u0001",
            "Authorization: Negotiate x\r\nAuthorization: Bearer y",
            "X-Forwarded-User: admin\r\nX-Forwarded-Groups: *",
            "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https",
            "Last-Event-ID: 0-99999999999999999999",
            "If-None-Match: \"\r\nRange: bytes=0-,-1",
            "Sec-Fetch-Site: \u00ff\r\nOrigin: null\r\nReferer: https://evil.example",
            "Content-Type: multipart/form-data; boundary=\r\nAccept-Encoding: *;q=x",
            "Content-Type: application/x-www-form-urlencoded; charset=nope",
            "Content-Type: ;;=\r\nSec-Fetch-Site: same-origin",
            "Cookie: rollcall-form=" + KEPT + "; rollcall-session=" + KEPT + "; rollcall-device=.",
            "Cookie: rollcall-form=" + KEPT + "; rollcall-device=" + KEPT + "." + KEPT + "; rollcall-device=x",
            "Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Key: x");

    @TempDir
    private Path folder;

    /** Of the form, for whoever has the cookie {@link #KEPT}. */
    private String token;

    @Test
    void everyRoute_answersEverythingWithoutAnError() throws Exception {
        try (TestServer on = SignedIn.server("/web", folder)) {
            ServerState.WORKING.setUp(on);
            SignedIn browser = new SignedIn(on);
            browser.cookies.put("rollcall-form", KEPT);
            token = SignedIn.token(browser.get("/sign-in").body());
            String admin = "Authorization: Bearer " + TestUsers.token("admin");
            List<String> paths = new ArrayList<>();
            assertThat(on.server.routes()).contains("POST /sign-in", "POST /sign-out", "GET /api/session");
            on.server.routes().forEach(route -> paths.add(route.split(" ")[1].replace("/*", "/app.js")));
            int answers = 0;
            for (String path : paths.stream().distinct().toList()) {
                for (String method : METHODS) {
                    for (String query : QUERIES) {
                        check(on, method, path + query, admin);
                        answers++;
                    }
                }
                for (String header : HEADERS) {
                    check(on, "GET", path, header);
                    check(on, "POST", path, header);
                    answers += 2;
                }
            }
            assertThat(answers).isGreaterThan(1_200);
            assertThat(on.get("/health").statusCode()).as("still there").isEqualTo(200);
        }
    }

    private void check(TestServer on, String method, String path, String header) throws IOException {
        String answer = send(on, method, path, header);
        String request = method + " " + path.substring(0, Math.min(80, path.length())) + " with "
                + header.substring(0, Math.min(60, header.length()));
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 [234]\\d\\d .*");
        assertThat(answer).as(request).doesNotContain("\tat ", "Exception", "io.rollcall", "java.lang");
    }

    /** The head of the answer and the first of its body; a stream would not end. */
    private String send(TestServer on, String method, String path, String header) throws IOException {
        try (Socket socket = RawConnection.open(on.server.port())) {
            String body = "token=" + token + "&name=%00&to=%0d%0a";
            // Without these a form is not read.
            String type = header.contains("Content-Type") ? "" : "Content-Type: application/x-www-form-urlencoded\r\n";
            String site = header.contains("Sec-Fetch-Site") ? "" : "Sec-Fetch-Site: same-origin\r\n";
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n" + type + site
                                    + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
            byte[] start = new byte[4_096];
            int length = socket.getInputStream().readNBytes(start, 0, 300);
            return new String(start, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
