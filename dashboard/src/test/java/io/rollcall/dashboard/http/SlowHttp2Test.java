package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/2, and of TLS, that send a byte now and then. */
@Timeout(120)
class SlowHttp2Test {
    /** By the server's clock; by that of the machine, more than half a minute. */
    private static final long NEVER_MILLIS = 1_000_000;

    private static final byte[] DROP = {'x'};
    private static final byte[] FORM = "to=".getBytes(StandardCharsets.US_ASCII);

    private interface Sending {
        void send(RawHttp2 client) throws IOException;
    }

    private static final Sending HEADERS_IN_ONE_FRAME =
            client -> client.begun().send(RawHttp2.head(8_000, RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1));

    private static final Sending HEADERS_IN_MANY_FRAMES =
            client -> client.begun().frame(RawHttp2.HEADERS, 0, 1, RawHttp2.headers("GET", "/health"));

    private static final Sending RECORD_OF_TLS = client -> client.sendBelowTls(new byte[] {23, 3, 3, 64, 0});

    /** What a client begins, and the drops that follow. */
    static Stream<Arguments> endless() {
        Sending drop = client -> client.send(DROP);
        Sending frame = client -> client.frame(RawHttp2.CONTINUATION, 0, 1, DROP);
        Sending bytes = client -> client.sendBelowTls(DROP);
        return Stream.of(
                Arguments.of("headers in one frame", HEADERS_IN_ONE_FRAME, drop),
                Arguments.of("headers in many frames", HEADERS_IN_MANY_FRAMES, frame),
                Arguments.of("a record of TLS", RECORD_OF_TLS, bytes));
    }

    private static TestServer server() {
        return new TestServer(settings -> settings.with(SettingKey.DASHBOARD_TLS_SELF_SIGNED, "true"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void whatDoesNotEnd_endsTheConnection(String what, Sending beginning, Sending drop) throws Exception {
        try (TestServer on = server();
                RawHttp2 client = new RawHttp2(on.server.port())) {
            beginning.send(client);
            assertThat(closedAfterMillis(on, client, drop))
                    .as(what)
                    .isGreaterThanOrEqualTo(20_000)
                    .isLessThan(NEVER_MILLIS);
            assertThat(metrics(on)).contains("rollcall_dashboard_refused_total{reason=\"slow_requests\"} 1\n");
        }
    }

    /** Other streams of the connection may be those of other people, behind a proxy. */
    @Test
    void formThatDoesNotEnd_endsItsStreamAlone() throws Exception {
        try (TestServer on = server();
                RawHttp2 client = new RawHttp2(on.server.port()).begun()) {
            client.request(1, "GET", "/api/stream");
            client.data(1, "event: snapshot");
            client.request(3, "POST", "/sign-in");
            long millis = 0;
            while (millis < NEVER_MILLIS && client.countData("request timeout") == 0) {
                on.clock.set(TestServer.NOW + (millis += 250));
                client.frame(RawHttp2.DATA, 0, 3, DROP);
                client.isClosed(10);
            }
            assertThat(millis).isGreaterThanOrEqualTo(20_000).isLessThan(NEVER_MILLIS);
            on.apply(TestServer.START, "UT", 3);
            client.data(1, "event: stats");
            client.request(5, "GET", "/metrics");
            assertThat(client.data(5, "slow_requests").text())
                    .contains("rollcall_dashboard_refused_total{reason=\"slow_requests\"} 1\n");
        }
    }

    /** More than the server has threads. */
    @Test
    void slowForms_takeNoThread() throws Exception {
        try (TestServer on = server();
                RawHttp2 client = new RawHttp2(on.server.port()).begun()) {
            for (int stream = 1; stream < 100; stream += 2) {
                client.request(stream, "POST", "/sign-in");
                client.frame(RawHttp2.DATA, 0, stream, FORM);
            }
            client.request(101, "GET", "/health");
            client.data(101, "status");
        }
    }

    /** Each frame is whole, also one of a kind that the server does not know. */
    @ParameterizedTest
    @ValueSource(ints = {RawHttp2.PRIORITY_UPDATE, RawHttp2.SETTINGS})
    void framesThatAreWhole_mayComeForEver(int type) throws Exception {
        try (TestServer on = server();
                RawHttp2 client = new RawHttp2(on.server.port()).begun();
                RawHttp2 slow = new RawHttp2(on.server.port())) {
            client.request(1, "GET", "/api/stream");
            client.data(1, "event: snapshot");
            HEADERS_IN_ONE_FRAME.send(slow);
            Sending both = any -> {
                client.frame(type, 0, 0);
                slow.send(DROP);
            };
            assertThat(closedAfterMillis(on, slow, both))
                    .as("connections were looked at")
                    .isLessThan(NEVER_MILLIS);
            on.apply(TestServer.START, "UT", 3);
            client.data(1, "event: stats");
        }
    }

    /** More than fit into memory. */
    @Test
    void bodiesAboveTheLimit_areRefused_untilOthersHaveArrived() throws Exception {
        try (TestServer on = server();
                RawHttp2 first = new RawHttp2(on.server.port()).begun();
                RawHttp2 second = new RawHttp2(on.server.port()).begun()) {
            for (int stream = 1; stream <= 201; stream += 2) { // 101, where one address gets 200
                first.request(stream, "POST", "/sign-in");
                second.request(stream, "POST", "/sign-in");
            }
            int refused = 0;
            while (refused < 2) {
                refused += first.countData("service unavailable") + second.countData("service unavailable");
                assertThat(first.isClosed(10)).isFalse();
            }
            assertThat(refused).isEqualTo(2);
            first.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, FORM);
            assertThat(first.body(1)).isEmpty();
            first.request(203, "POST", "/sign-in");
            first.frame(RawHttp2.DATA, 0, 203, FORM);
            first.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 203, FORM);
            assertThat(first.body(203)).isEmpty();
        }
    }

    /** @return the time that passed by the server's clock until it closed the connection, ms */
    private static long closedAfterMillis(TestServer on, RawHttp2 client, Sending drop) throws Exception {
        long millis = 0;
        while (millis < NEVER_MILLIS && !client.isClosed(10)) {
            on.clock.set(TestServer.NOW + (millis += 250));
            try {
                drop.send(client);
            } catch (IOException closed) {
                return millis;
            }
        }
        return millis;
    }

    private static String metrics(TestServer on) throws Exception {
        try (RawHttp2 client = new RawHttp2(on.server.port()).begun()) {
            client.request(1, "GET", "/metrics");
            return client.data(1, "slow_requests").text();
        }
    }
}
