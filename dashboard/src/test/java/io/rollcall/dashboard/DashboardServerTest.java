package io.rollcall.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.Component.State;
import io.rollcall.model.EventId;
import io.rollcall.model.IsoTime;
import io.rollcall.model.JobName;
import io.rollcall.model.Json;
import io.rollcall.model.Progress;
import io.rollcall.model.SettingKey;
import io.rollcall.model.Settings;
import io.rollcall.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DashboardServerTest {
    private static final String NOW_TEXT = "2023-09-12T01:00:00.000Z";
    private static final long NOW = IsoTime.parse(NOW_TEXT);
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    private final Settings settings = Settings.defaults().with(SettingKey.DASHBOARD_PORT, "0");
    private final StatsBoard board = new StatsBoard(settings);
    private final TestFeed feed = new TestFeed();
    private final DashboardServer server = new DashboardServer(
            settings, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC), board, feed, "/test-web");
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A feed that is as it is told. */
    private static final class TestFeed implements Feed {
        private FeedStatus status =
                new FeedStatus(new Component(State.UP, "connected"), new Component(State.UP, "following"), 0);

        @Override
        public void start() {}

        @Override
        public FeedStatus status() {
            return status;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void snapshot_beforeAnyLogin_isEmpty() {
        assertThat(get("/api/snapshot").statusCode()).isEqualTo(200);
        assertThat(Json.text(json("/api/snapshot")))
                .isEqualTo("{\"window\":null,\"as_of\":null,\"complete_through\":null,"
                        + "\"totals\":{\"logins\":0,\"unique_users\":0,\"distinct_devices\":0},"
                        + "\"visits\":{\"total\":0,\"since\":null},\"rejected\":{\"total\":0,\"by_reason\":{}},"
                        + "\"late\":{\"total\":0},\"states\":[],\"latest\":null}");
    }

    @Test
    void snapshot_showsTheCurrentWindow() {
        apply(START, "UT", 3);
        apply(START + 20_000, "NY", 2);
        board.applyRejected(StatsBoardTest.rejected("tombstone", 4), NOW);
        board.applyLate(new EventId(0, 9), NOW);
        JsonNode snapshot = json("/api/snapshot");
        assertThat(Json.text(snapshot.path("window")))
                .isEqualTo("{\"start\":\"2023-09-12T00:45:00.000Z\",\"end\":\"2023-09-12T00:45:30.000Z\","
                        + "\"final\":false}");
        assertThat(snapshot.at("/totals/logins").asInt()).isEqualTo(3);
        assertThat(snapshot.path("as_of").asText()).isEqualTo(NOW_TEXT);
        assertThat(snapshot.at("/visits/total").asInt()).isEqualTo(3);
        assertThat(snapshot.at("/visits/since").asText()).isEqualTo("2023-09-12T00:45:00.000Z");
        assertThat(Json.text(snapshot.path("rejected"))).isEqualTo("{\"total\":1,\"by_reason\":{\"tombstone\":1}}");
        assertThat(snapshot.at("/late/total").asInt()).isEqualTo(1);
        assertThat(Json.text(snapshot.path("states")))
                .isEqualTo("[{\"locale\":\"UT\",\"logins\":3,\"unique_users\":1,\"distinct_devices\":1,"
                        + "\"visits\":3}]");
        assertThat(snapshot.at("/latest/locale").asText()).isEqualTo("NY");
        assertThat(get("/api/snapshot").headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void snapshot_ofAnEarlierTime_andOfARange() {
        WindowCases.rows().forEach(row -> row.applyTo(board, NOW));
        JsonNode golden = WindowCases.GOLDEN.path("nationwide").path(3);
        long end = IsoTime.parse(golden.at("/window/end").asText());
        JsonNode at = json("/api/snapshot?at=" + IsoTime.format(end - 1));
        assertThat(at.at("/window/start")).isEqualTo(golden.at("/window/start"));
        assertThat(at.at("/totals/unique_users").asLong())
                .isEqualTo(golden.path("unique_users").asLong());
        JsonNode range = json("/api/snapshot?from=2023-09-12T00:45:00Z&to=2023-09-12T02:45:30%2B02:00");
        assertThat(range.at("/window/end").asText()).isEqualTo("2023-09-12T00:45:30.000Z");
        assertThat(range.at("/totals/logins").asLong())
                .isEqualTo(board.at(START + 20_000).totals().logins());
    }

    @Test
    void windows_areTheHistory_oldestFirst() {
        apply(START + 10_000, "UT", 3);
        apply(START, "UT", 1);
        apply(START, "NY", 2);
        assertThat(json("/api/windows").path("windows"))
                .extracting(window -> window.path("logins").asInt())
                .containsExactly(3, 3);
        assertThat(json("/api/windows?locale=ny").path("windows"))
                .extracting(window -> window.at("/window/start").asText())
                .containsExactly("2023-09-12T00:45:00.000Z");
        assertThat(json("/api/windows?from=2023-09-12T00:45:01Z&to=2023-09-12T00:45:40Z")
                        .path("windows"))
                .extracting(window -> window.at("/window/start").asText())
                .containsExactly("2023-09-12T00:45:10.000Z");
        assertThat(json("/api/windows?locale=OTHER").path("windows")).isEmpty();
    }

    @Test
    void rejected_givesTheNewest() {
        for (int offset = 0; offset < 30; offset++) {
            board.applyRejected(StatsBoardTest.rejected("malformed_json", offset), NOW + offset);
        }
        assertThat(json("/api/rejected").path("rejected")).hasSize(20);
        assertThat(json("/api/rejected?limit=200").path("rejected")).hasSize(30);
        assertThat(json("/api/rejected?limit=1").at("/rejected/0/offset").asInt())
                .isEqualTo(29);
    }

    @Test
    void regions_giveNamesAndWindows() {
        JsonNode regions = json("/api/regions");
        assertThat(regions.at("/window/length_ms").asInt()).isEqualTo(30_000);
        assertThat(regions.at("/window/slide_ms").asInt()).isEqualTo(10_000);
        assertThat(regions.path("lateness_ms").asInt()).isEqualTo(60_000);
        assertThat(regions.path("version").asText()).matches("[0-9]+[.][0-9]+[.][0-9]+.*");
        assertThat(regions.path("regions")).hasSize(56).anyMatch(region -> Json.text(region)
                .equals("{\"locale\":\"UT\",\"name\":\"Utah\",\"fips\":\"49\",\"population\":3271616}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/snapshot?at=yesterday",
                "/api/snapshot?at=",
                "/api/snapshot?at=2023-09-12",
                "/api/snapshot?at=1694479551",
                "/api/snapshot?at=%2B999999999-01-01T00:00:00Z",
                "/api/snapshot?at=2023-09-12T00:45:51Z&at=2023-09-12T00:45:51Z",
                "/api/snapshot?at=2023-09-12T00:45:51Z&from=2023-09-12T00:45:51Z",
                "/api/snapshot?from=2023-09-12T00:45:51Z",
                "/api/snapshot?to=2023-09-12T00:45:51Z",
                "/api/snapshot?from=2023-09-12T00:45:51Z&to=2023-09-12T00:45:50Z",
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
    void badParameter_getsASentence(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8))
                        .path("error")
                        .asText())
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/api", "/api/nothing", "/web/index.html", "/data", "/app.js/", "/version.txt", "/.x"
            })
    void unknownPath_isNotFound(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"error\":");
    }

    @Test
    void otherMethods_areNotAllowed() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri("/api/snapshot"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void page_holdsTheVisitsInFullDigits() {
        apply(START, "UT", 1_284_113);
        assertThat(get("/").body()).contains("<b id=\"visits\">1284113</b>");
        assertThat(get("/index.html").body()).isEqualTo(get("/").body());
        assertThat(get("/").headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(get("/app.js").headers().firstValue("content-type")).hasValue("text/javascript;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/snapshot", "/nothing", "/health"})
    void everyAnswer_tellsTheBrowserWhatItMayDo(String path) {
        var headers = get(path).headers();
        assertThat(headers.firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(headers.firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("cache-control")).hasValue("no-store");
        assertThat(headers.firstValue("server")).isEmpty();
    }

    @Test
    void foreignHostName_isRefused() throws Exception {
        assertThat(statusLineFor("evil.example")).contains(" 403 ");
        assertThat(statusLineFor("localhost:1")).contains(" 200 ");
        assertThat(statusLineFor("[::1]:1")).contains(" 200 ");
    }

    private String statusLineFor(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/snapshot HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void health_isStartingUntilBothJobsReported_thenUp() {
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(json("/health").path("status").asText()).isEqualTo("starting");
        report(JobName.CLEAN, NOW - 1_000, 0);
        report(JobName.STATS, NOW - 30_000, 0);
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(json("/health").path("status").asText()).isEqualTo("up");
        assertThat(json("/health").at("/components/stats/state").asText()).isEqualTo("up");
    }

    @Test
    void health_isStaleWhenAJobIsSilent_orKafkaIsAway() {
        report(JobName.CLEAN, NOW - 31_000, 0);
        report(JobName.STATS, NOW, 0);
        assertThat(json("/health").path("status").asText()).isEqualTo("stale");
        assertThat(json("/health").at("/components/clean/reason").asText()).contains("user_login_clean");
        report(JobName.CLEAN, NOW, 0);
        feed.status = new FeedStatus(
                new Component(State.STALE, "no connection to Kafka since then"), feed.status.consumer(), 0);
        assertThat(json("/health").path("status").asText()).isEqualTo("stale");
        assertThat(get("/api/snapshot").statusCode()).isEqualTo(200);
    }

    @Test
    void health_isDownWhenLoginsWereDropped() {
        report(JobName.CLEAN, NOW, 0);
        report(JobName.STATS, NOW, 3);
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(json("/health").path("status").asText()).isEqualTo("down");
        assertThat(json("/health").at("/components/stats/reason").asText())
                .contains("dropped 3 logins", "rollcall reset --job stats");
    }

    @Test
    void metrics_arePrometheusText() {
        apply(START, "UT", 3);
        report(JobName.CLEAN, NOW - 2_000, 0);
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("rollcall_up 0\n", "rollcall_visits 3\n", "rollcall_dashboard_viewers 0\n")
                .contains("rollcall_job_lag_records{job=\"user_login_clean\"} 0\n")
                .contains("rollcall_job_report_age_seconds{job=\"user_login_clean\"} 2\n");
        assertThat(answer.body().lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+([{][a-z]+=\"[^\"]*\"[}])? -?[0-9.]+"));
    }

    @Test
    void stream_beginsWithASnapshot_thenTellsWhatChanged() throws Exception {
        apply(START, "UT", 3);
        try (SseReader stream = stream(null)) {
            SseReader.Event snapshot = stream.next("snapshot");
            assertThat(snapshot.data().at("/visits/total").asInt()).isEqualTo(3);
            apply(START, "UT", 4);
            report(JobName.CLEAN, NOW, 0);
            SseReader.Event stats =
                    stream.next("stats", e -> e.data().at("/rows/0/logins").asInt() == 4);
            assertThat(stats.data().path("as_of").asText()).isEqualTo(NOW_TEXT);
            assertThat(Json.text(stats.data().at("/rows/0/window")))
                    .isEqualTo("{\"start\":\"2023-09-12T00:45:00.000Z\",\"end\":\"2023-09-12T00:45:30.000Z\"}");
            assertThat(stream.next("progress").data().path("job").asText()).isEqualTo(JobName.CLEAN);
            assertThat(stream.next("summary").data().at("/visits/total").asInt())
                    .isEqualTo(4);
        }
    }

    @Test
    void stream_resumesAfterTheLastEventSeen() throws Exception {
        String seen;
        try (SseReader stream = stream(null)) {
            stream.next("snapshot");
            apply(START, "UT", 4);
            seen = stream.next("summary").id();
        }
        apply(START, "NY", 5);
        try (SseReader resumed = stream(seen)) {
            SseReader.Event stats = resumed.next();
            assertThat(stats.name()).isEqualTo("stats");
            assertThat(stats.data().at("/rows/0/locale").asText()).isEqualTo("NY");
            assertThat(stats.data().path("rows")).hasSize(1);
        }
        try (SseReader unknown = stream("another-17")) {
            assertThat(unknown.next().name()).isEqualTo("snapshot");
        }
    }

    @Test
    void stream_startsAgain_whenTheTopicWasEmptied() throws Exception {
        apply(START, "UT", 4);
        try (SseReader stream = stream(null)) {
            stream.next("snapshot");
            board.clearStats();
            assertThat(stream.next("snapshot", e -> e.data().path("window").isNull()))
                    .isNotNull();
        }
    }

    @Test
    void slowViewer_holdsNobodyBack_andEndsWithTheTruth() throws Exception {
        try (SseReader slow = stream(null);
                SseReader quick = stream(null)) {
            slow.next("snapshot");
            quick.next("snapshot");
            for (int round = 1; round <= 30; round++) {
                for (int i = 0; i < 2_000; i++) {
                    apply(START + (i % 1_000) * 10_000L, i < 1_000 ? "UT" : "NY", round);
                }
                int expected = round;
                quick.next("summary", e -> e.data().at("/totals/logins").asInt() == 2 * expected);
            }
            long visits = board.current().now().visits();
            slow.next(e -> e.data().at("/visits/total").asLong() == visits);
        }
    }

    @Test
    void close_endsOpenStreamsWithinASecond() throws Exception {
        try (SseReader stream = stream(null)) {
            stream.next("snapshot");
            long began = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void portInUse_isSaidInOneLine() {
        Settings same = settings.with(SettingKey.DASHBOARD_PORT, Integer.toString(server.port()));
        DashboardServer second = new DashboardServer(same, Clock.systemUTC(), board, feed, "/test-web");
        assertThatThrownBy(second::start)
                .isInstanceOf(UserError.class)
                .hasMessage("port " + server.port()
                        + " is in use: stop what uses it or choose another with --dashboard-port");
    }

    private SseReader stream(String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/stream")).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return new SseReader(answer.body());
    }

    private void apply(long start, String locale, int logins) {
        WindowCases.row(start, locale, logins, List.of("user"), List.of("device"))
                .applyTo(board, NOW);
    }

    private void report(String job, long timestamp, long dropped) {
        board.applyProgress(
                new Progress(job, 1, timestamp, 0, 0, 0, null, timestamp, dropped, 0, 0, 0, false, 0, Map.of()),
                timestamp);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode json(String path) {
        return Json.readTree(get(path).body().getBytes(StandardCharsets.UTF_8));
    }
}
