package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.Component.State;
import io.rollcall.dashboard.feed.Feed;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A real server with a board that the test fills, and a client. Its clock shows {@link #NOW} until the test sets it. */
public final class TestServer implements AutoCloseable {
    static final String NOW_TEXT = "2023-09-12T01:00:00.000Z";
    /** The time of the server's clock, ms. */
    public static final long NOW = IsoTime.parse(NOW_TEXT);
    /** Start of an aligned window, 15 minutes before {@link #NOW}, ms. */
    public static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    final Settings settings;
    final SettableClock clock;
    public final StatsBoard board;
    public final TestFeed feed = new TestFeed();
    final DashboardServer server;
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A feed that does nothing and reports the status that the test sets. */
    public static final class TestFeed implements Feed {
        public FeedStatus status =
                new FeedStatus(new Component(State.UP, "connected"), new Component(State.UP, "following"), 0);

        public Supplier<OtherLocales> others = () -> new OtherLocales(2_000, Map.of("QC", 2));

        @Override
        public void start() {}

        @Override
        public OtherLocales otherLocales() {
            return others.get();
        }

        @Override
        public FeedStatus status() {
            return status;
        }

        @Override
        public void close() {}
    }

    /** A running server with the small page of the tests. */
    public TestServer() {
        this("/test-web");
    }

    /** A running server with the page in this folder of the class path. */
    public TestServer(String webRoot) {
        this(webRoot, settings -> settings);
    }

    /** A running server with other settings. */
    TestServer(UnaryOperator<Settings> change) {
        this("/test-web", change);
    }

    /** A running server with other settings and the page in this folder of the class path. */
    TestServer(String webRoot, UnaryOperator<Settings> change) {
        this(webRoot, change, NOW);
    }

    /** A running server whose clock shows another time. @param nowMillis ms since the epoch */
    TestServer(String webRoot, UnaryOperator<Settings> change, long nowMillis) {
        clock = new SettableClock(nowMillis);
        settings = change.apply(Settings.defaults().with(SettingKey.DASHBOARD_PORT, "0"));
        board = new StatsBoard(settings);
        server = new DashboardServer(settings, clock, board, feed, webRoot);
        server.start();
    }

    /** Applies a row with one user and one device. */
    public void apply(long start, String locale, int logins) {
        WindowCases.row(start, locale, logins, List.of("user"), List.of("device"))
                .applyTo(board, NOW);
    }

    /** Applies a report of a job without lag. */
    public void report(String job, long timestamp, long dropped) {
        board.applyProgress(
                Progress.of(job, timestamp)
                        .with(Progress.Input.completeThrough(timestamp))
                        .with(new Progress.Losses(dropped, 0)),
                timestamp);
    }

    /** Applies a report of a clean job whose source has records that are no logins. */
    public void reportSkipped(long timestamp, long skipped) {
        board.applyProgress(
                Progress.of(JobName.CLEAN, timestamp).with(new Progress.Input(timestamp, 0, false, Map.of(), skipped)),
                timestamp);
    }

    /** Applies a report of a job with lag. */
    public void reportLag(String job, long timestamp, long lag, long completeThrough) {
        board.applyProgress(
                Progress.of(job, timestamp)
                        .with(Progress.Input.completeThrough(completeThrough).withLag(lag)),
                timestamp);
    }

    /** Opens the stream. The id of the last event received may be null. */
    public SseReader stream(String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/stream")).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return new SseReader(answer.body());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** Sends a GET request. */
    public HttpResponse<String> get(String path) {
        try {
            return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends a HEAD request, as balancers of load do. */
    public HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends a GET request, and parses the answer. */
    public JsonNode json(String path) {
        return Json.readTree(get(path).body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
