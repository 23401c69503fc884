package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of attackers. Each answer is a refusal or the usual one, and none tells of the inside. */
@Timeout(300) // 1,000 connections, one after the other
class HostileWireTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "get", "G\u0001T");
    private static final List<String> SUFFIXES = List.of(
            "",
            "/",
            "//",
            "/..",
            "/../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2f..%2f..%2fetc%2fpasswd",
            "/..%5c..%5cwindows",
            "/..;/..;/health",
            "/%252e%252e/",
            "/%00",
            "/%c0%ae%c0%ae/",
            "/%",
            "/%zz",
            ";jsessionid=1",
            "?x=%0d%0aSet-Cookie:%20a=b",
            "?at=${jndi:ldap://127.0.0.1/a}",
            "?limit=1&limit=2",
            "?<script>alert(1)</script>",
            "?" + "a=1&".repeat(500),
            "#fragment");
    private static final List<String> HEADERS = List.of(
            "X-Nothing: 1",
            "Forwarded: for=127.0.0.1;host=evil.test;proto=https",
            "Forwarded: \"",
            "Forwarded: for=\"" + "\\\"".repeat(3_500),
            "X-Forwarded-For: 127.0.0.1, " + "1.2.3.4, ".repeat(500),
            "X-Forwarded-Host: evil.test",
            "X-Forwarded-Host: a:b:c",
            "X-Forwarded-Port: -1",
            "X-Forwarded-Proto: javascript",
            "X-Original-URL: /metrics",
            "X-HTTP-Method-Override: DELETE",
            "Last-Event-ID: " + "9".repeat(5_000),
            "If-None-Match: \"" + "x".repeat(5_000) + "\"",
            "Accept-Encoding: gzip, ,;q=9, identity;q=0, *;q=0",
            "Range: bytes=0-0,1-1,2-2",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Upgrade: websocket\r\nConnection: Upgrade",
            "Upgrade: h2c\r\nHTTP2-Settings: AAAA\r\nConnection: Upgrade, HTTP2-Settings",
            "Cookie: " + "a=b; ".repeat(500),
            "Content-Type: multipart/form-data; boundary=\"",
            "Content-Length: 0",
            "X-Zero: a\u0000b");

    private final TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"));

    @AfterEach
    void stop() {
        on.close();
    }

    /** Every route, with each of the paths, headers and methods above. */
    @Test
    void everyRoute_refusesOrAnswersAsUsual() throws IOException {
        Set<String> paths = new TreeSet<>();
        for (String route : on.server.routes()) {
            String path = route.substring(route.indexOf(' ') + 1).replace("*", "app.js");
            if (!path.equals("/api/stream") && !path.equals("/health")) {
                paths.add(path);
            }
        }
        assertThat(paths).contains("/", "/metrics", "/api/snapshot", "/app.js");
        List<String> requests = new ArrayList<>();
        for (String path : paths) {
            METHODS.forEach(method -> requests.add(method + " " + path + " HTTP/1.1\r\nHost: localhost"));
            SUFFIXES.forEach(suffix -> requests.add("GET " + path + suffix + " HTTP/1.1\r\nHost: localhost"));
            HEADERS.forEach(header -> requests.add("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header));
        }
        List<String> bad = new ArrayList<>();
        for (String request : requests) {
            String answer = send(request + "\r\nConnection: close\r\n\r\n");
            if (!isHarmless(answer)) {
                bad.add(request.lines().toList() + " -> " + answer.substring(0, Math.min(400, answer.length())));
            }
        }
        assertThat(bad).isEmpty();
        assertThat(requests).hasSizeGreaterThan(500);
    }

    private static boolean isHarmless(String answer) {
        boolean refusedOrUsual = answer.matches("(?s)HTTP/1\\.1 [234].*");
        boolean tells = answer.contains("\tat ")
                || answer.contains("Exception")
                || answer.contains("root:")
                || answer.contains("\r\nSet-Cookie")
                || answer.matches("(?is).*\r\n(server|location: *[^/\r]*evil).*")
                || answer.contains("Jetty");
        return refusedOrUsual && !tells;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "localhost.evil.test",
                "localhost@evil.test",
                "127.0.0.1:x",
                "127.0.0.1:99999",
                "localhost, evil.test",
                "localhost evil.test",
                "[::1",
                "[::1]x",
                "%6cocalhost",
                "http://localhost",
                "localhost/",
                "\u0130localhost",
                "2130706433",
            })
    void foreignHost_isRefused(String host) throws IOException {
        assertThat(send("GET /api/regions HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1\\.1 4(00|03) .*");
        assertThat(send("GET /api/regions HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: " + host
                        + "\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1\\.1 4(00|03) .*");
    }

    /** A proxy and the server must never disagree where a request ends: these are refused, and what follows is not read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
                "Content-Length: 5, 6\r\n\r\nabcde",
                "Content-Length: +5\r\n\r\nabcde",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x5\r\n\r\nabcde",
                "Content-Length : 5\r\n\r\nabcde",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "X-Folded: a\r\n b: c\r\n\r\n",
                " X-Space: first\r\n\r\n",
                "Host: evil.test\r\n\r\n",
                "No colon\r\n\r\n",
            })
    void requestWhoseEndIsUnclear_isRefused_withAllThatFollows(String rest) throws IOException {
        String answers = send("POST /api/regions HTTP/1.1\r\nHost: localhost\r\n" + rest
                + "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answers).startsWith("HTTP/1.1 4").doesNotContain("rollcall_up", "Exception");
    }

    /** Sends a request; the answer is whatever comes until the server closes the connection. */
    private String send(String request) throws IOException {
        try (Socket socket = RawConnection.open(on.server.port())) {
            StringBuilder answer = new StringBuilder();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                byte[] buffer = new byte[16_384];
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketException closedEarly) {
                // the server did not read all that was sent
            }
            return answer.toString();
        }
    }
}
