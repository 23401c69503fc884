package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a dashboard refuses, so that nobody can lock out others, and counts. */
@Timeout(30)
class LimitsTest {
    @Test
    void oneAddress_getsHalfOfTheStreams_andAllTogetherNoMore() throws Exception {
        try (TestServer on = new TestServer(settings ->
                settings.with(SettingKey.DASHBOARD_MAX_STREAMS, "4").with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"))) {
            HttpResponse<InputStream> first = stream(on, "192.0.2.1");
            HttpResponse<InputStream> second = stream(on, "192.0.2.1");
            HttpResponse<InputStream> third = stream(on, "192.0.2.1");
            assertThat(List.of(first.statusCode(), second.statusCode(), third.statusCode()))
                    .containsExactly(200, 200, 429);
            assertThat(third.headers().firstValue("Retry-After")).contains("10");
            assertThat(new String(third.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("dashboard.max-streams");
            assertThat(stream(on, "192.0.2.2").statusCode()).isEqualTo(200);
            assertThat(stream(on, "2001:db8::1").statusCode()).isEqualTo(200);
            assertThat(stream(on, "192.0.2.3").statusCode()).isEqualTo(503);
            assertThat(on.get("/metrics").body())
                    .contains("rollcall_dashboard_refused_total{reason=\"streams_per_address\"} 1\n")
                    .contains("rollcall_dashboard_refused_total{reason=\"streams\"} 1\n")
                    .contains("rollcall_dashboard_viewers 4\n");
            first.body().close();
            awaitStream(on, "192.0.2.1");
        }
    }

    private static HttpResponse<InputStream> stream(TestServer on, String client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(on.uri("/api/stream"))
                .header("X-Forwarded-For", client)
                .build();
        return on.client.send(request, BodyHandlers.ofInputStream());
    }

    /** Waits until the server has noticed that a stream was closed. It does when it sends the next change. */
    private static void awaitStream(TestServer on, String client) throws Exception {
        int logins = 1;
        while (stream(on, client).statusCode() != 200) {
            on.apply(TestServer.START, "UT", logins++);
        }
    }

    @Test
    void connectionsAboveTheLimit_areClosed_andCounted() throws Exception {
        try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_MAX_CONNECTIONS, "6"))) {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(RawConnection.open(on.server.port()));
                assertThat(answers(open.get(i))).isTrue();
            }
            try (Socket fourth = RawConnection.open(on.server.port())) {
                assertThat(answers(fourth)).isFalse();
            }
            assertThat(text(open.get(0), "/metrics"))
                    .contains("rollcall_dashboard_refused_total{reason=\"connections_per_address\"} 1\n");
            open.get(1).close();
            awaitConnection(on);
            open.get(0).close();
            open.get(2).close();
        }
    }

    /** Waits until the server has noticed that a connection was closed. */
    private static void awaitConnection(TestServer on) throws IOException {
        boolean answered = false;
        while (!answered) {
            try (Socket next = RawConnection.open(on.server.port())) {
                answered = answers(next);
            }
        }
    }

    private static boolean answers(Socket socket) {
        try {
            return text(socket, "/api/regions").startsWith("HTTP/1.1 200 ");
        } catch (SocketException e) {
            return false; // closed with a reset, as the request had not been read
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The beginning of an answer; empty if the connection was closed. */
    private static String text(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[65_536];
        for (int read = socket.getInputStream().read(buffer);
                read > 0;
                read = socket.getInputStream().read(buffer)) {
            text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            if (path.equals("/api/regions") || text.indexOf("connections_per_address\"}") > 0) {
                break;
            }
        }
        return text.toString();
    }

    @Test
    void requestsThatAreTooLarge_areRefused_andCounted() throws Exception {
        try (TestServer on = new TestServer()) {
            assertThat(on.get("/api/regions?" + "x".repeat(9_000)).statusCode()).isBetween(414, 431);
            HttpRequest header = HttpRequest.newBuilder(on.uri("/api/regions"))
                    .header("X-Long", "x".repeat(9_000))
                    .build();
            assertThat(on.client.send(header, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(431);
            try (Socket socket = RawConnection.open(on.server.port())) {
                // Only the head: a body that nobody reads would cut off the answer.
                String head = "POST /api/regions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
                assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
            }
            assertThat(on.get("/metrics").body()).contains("rollcall_dashboard_refused_total{reason=\"requests\"} 3\n");
        }
    }
}
