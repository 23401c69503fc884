package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send a byte now and then. */
@Timeout(120)
class SlowRequestsTest {
    private static final String FORM = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nCookie: rollcall-form="
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "\r\nContent-Length: 50000\r\n\r\ntoken=";

    /** By the server's clock; by that of the machine, more than half a minute. */
    private static final long NEVER_MILLIS = 1_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\nHost: loc", FORM})
    void requestThatDoesNotEnd_endsTheConnection(String start) throws Exception {
        try (TestServer on = SignedIn.server("/web", folder);
                Socket slow = RawConnection.open(on.server.port());
                Socket idle = RawConnection.open(on.server.port())) {
            send(slow, start);
            assertThat(closedAfterMillis(on, slow))
                    .isGreaterThanOrEqualTo(20_000)
                    .isLessThan(NEVER_MILLIS);
            assertThat(metrics(on)).contains("rollcall_dashboard_refused_total{reason=\"slow_requests\"} 1\n");
            send(idle, "GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(idle.getInputStream().read())
                    .as("a connection without a request")
                    .isEqualTo('H');
        }
    }

    @Test
    void handshakeThatDoesNotEnd_endsTheConnection() throws Exception {
        try (TestServer on = SignedIn.server(
                        "/web", folder, settings -> settings.with(SettingKey.DASHBOARD_TLS_SELF_SIGNED, "true"));
                Socket slow = RawConnection.open(on.server.port())) {
            slow.getOutputStream().write(new byte[] {22, 3, 1, 64, 0}); // a record of 16 KiB
            assertThat(closedAfterMillis(on, slow)).isLessThan(NEVER_MILLIS);
        }
    }

    /**
     * Sends bytes while the server's clock goes on.
     *
     * @return the time that passed by this clock until the server closed the connection, ms
     */
    private static long closedAfterMillis(TestServer on, Socket slow) throws IOException {
        long millis = 0;
        while (millis < NEVER_MILLIS && !RawConnection.isClosed(slow, 10)) {
            on.clock.set(TestServer.NOW + (millis += 250));
            try {
                slow.getOutputStream().write('x');
            } catch (IOException closed) {
                return millis;
            }
        }
        return millis;
    }

    /** The answer is slow there, not the request. */
    @Test
    void streamsAreNoSlowRequests() throws Exception {
        try (TestServer on = new TestServer();
                SseReader stream = on.stream(null);
                Socket slow = RawConnection.open(on.server.port())) {
            stream.next("snapshot");
            send(slow, "G");
            assertThat(closedAfterMillis(on, slow))
                    .as("connections were looked at")
                    .isLessThan(NEVER_MILLIS);
            on.apply(TestServer.START, "UT", 3);
            stream.next("stats");
        }
    }

    /** More than the server has threads. */
    @Test
    void slowForms_takeNoThread() throws Exception {
        try (TestServer on = SignedIn.server("/web", folder)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Socket socket = RawConnection.open(on.server.port());
                send(socket, FORM);
                slow.add(socket);
            }
            assertThat(on.get("/health").body()).contains("status");
            for (Socket socket : slow) {
                assertThat(RawConnection.isClosed(socket, 1)).isFalse();
                socket.close();
            }
        }
    }

    private static String metrics(TestServer on) throws Exception {
        String admin = "Bearer " + TestUsers.token("admin");
        return ApiAnswer.of(on, "GET", "/metrics", "Authorization", admin).body();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
