package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.RandomLogins;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ranges and moments over HTTP: exact, or an error that says what can be asked for. Never a false zero. */
@Timeout(30)
class ApiRangeTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    /** The oracle is a list of logins; the ranges start and end on slides and beside them, in the history and beyond. */
    @Test
    void everyRange_isExact_orSaysWhatIs() {
        RandomLogins logins = new RandomLogins(4).add(TestServer.START, TestServer.START + 180_000);
        logins.rows(Long.MIN_VALUE, Long.MAX_VALUE).forEach(row -> row.applyTo(on.board, TestServer.NOW));
        Random random = new Random(4);
        int[] steps = {10_000, 10_000, 10_000, 1_000, 1};
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            int step = steps[random.nextInt(steps.length)];
            long from = TestServer.START - 120_000 + (long) random.nextInt(400_000) / step * step;
            long to = from + (long) random.nextInt(200_000) / step * step;
            statuses.merge(assertRange(logins, from, to), 1, Integer::sum);
        }
        assertThat(statuses).containsOnlyKeys(200, 400, 404);
    }

    private int assertRange(RandomLogins logins, long from, long to) {
        HttpResponse<String> answer = on.get(rangePath(from, to));
        JsonNode body = Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8));
        switch (answer.statusCode()) {
            case 200 -> {
                long start = IsoTime.parse(body.at("/window/start").asText());
                long end = IsoTime.parse(body.at("/window/end").asText());
                assertThat(start).isGreaterThanOrEqualTo(from);
                assertThat(end).isLessThanOrEqualTo(to);
                if (body.path("whole").booleanValue()) {
                    assertThat(new Window(start, end)).isEqualTo(new Window(from, to));
                }
                Totals expected = logins.nationwide(start, end);
                assertThat(body.at("/totals/logins").asLong()).isEqualTo(expected.logins());
                assertThat(body.at("/totals/unique_users").asLong()).isEqualTo(expected.uniqueUsers());
                assertThat(body.at("/visits/total").asLong()).isEqualTo(expected.logins());
                assertThat(body.at("/visits/since").asText()).isEqualTo(IsoTime.format(start));
                body.path("states")
                        .forEach(state -> assertThat(state.path("visits").asLong())
                                .isEqualTo(logins.byLocale(start, end)
                                        .get(state.path("locale").asText())
                                        .logins()));
            }
            case 400 -> {
                assertThat(Windowing.DEFAULT.canTile(from, to)).isFalse();
                assertThat(body.path("nearest")).isNotEmpty().allSatisfy(range -> assertThat(
                                on.get("/api/snapshot?from="
                                                + range.path("from").asText() + "&to="
                                                + range.path("to").asText())
                                        .statusCode())
                        .isNotEqualTo(400));
            }
            default -> {
                long known = IsoTime.parse(body.at("/history/from").asText());
                long end = IsoTime.parse(body.at("/history/to").asText());
                assertThat(to <= known + 30_000 || from >= end).isTrue();
            }
        }
        return answer.statusCode();
    }

    private static String rangePath(long from, long to) {
        return "/api/snapshot?from=" + IsoTime.format(from) + "&to=" + IsoTime.format(to);
    }

    @Test
    void rangeThatWindowsDoNotTile_isAnsweredWithTheNearestOnes() {
        on.apply(TestServer.START, "UT", 3);
        HttpResponse<String> answer = on.get(rangePath(TestServer.START + 1, TestServer.START + 75_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"no windows tile this range: it must start at a multiple of 10 s and be a multiple"
                                + " of 30 s long; nearest: 2023-09-12T00:45:00.000Z to 2023-09-12T00:46:30.000Z and"
                                + " 2023-09-12T00:45:10.000Z to 2023-09-12T00:46:10.000Z\",\"nearest\":["
                                + "{\"from\":\"2023-09-12T00:45:00.000Z\",\"to\":\"2023-09-12T00:46:30.000Z\"},"
                                + "{\"from\":\"2023-09-12T00:45:10.000Z\",\"to\":\"2023-09-12T00:46:10.000Z\"}]}");
    }

    @Test
    void momentOutsideOfTheHistory_isNotFound_andNeverZero() {
        HttpResponse<String> before = on.get("/api/snapshot?at=2020-01-01T00:00:00Z");
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(before.body()).isEqualTo("{\"error\":\"there are no logins yet\",\"history\":null}");
        on.apply(TestServer.START, "UT", 3);
        HttpResponse<String> outside = on.get("/api/snapshot?at=2020-01-01T00:00:00Z");
        assertThat(outside.statusCode()).isEqualTo(404);
        assertThat(outside.body())
                .isEqualTo("{\"error\":\"2020-01-01T00:00:00.000Z is before the history, which covers"
                        + " 2023-09-12T00:45:00.000Z to 2023-09-12T00:45:10.000Z so far\",\"history\":"
                        + "{\"from\":\"2023-09-12T00:45:00.000Z\",\"to\":\"2023-09-12T00:45:10.000Z\"}}");
        assertThat(on.get("/api/snapshot?from=2030-01-01T00:00:00Z&to=2030-01-02T00:00:00Z")
                        .statusCode())
                .isEqualTo(404);
    }

    /** Whoever asks for a window that /api/windows lists gets its numbers, also while it is still filling. */
    @Test
    void everyListedWindow_hasItsNumbersAsARange_andAsAMoment() {
        new RandomLogins(5)
                .add(TestServer.START, TestServer.START + 60_000)
                .rows(Long.MIN_VALUE, Long.MAX_VALUE)
                .forEach(row -> row.applyTo(on.board, TestServer.NOW));
        JsonNode windows = on.json("/api/windows").path("windows");
        assertThat(windows).isNotEmpty();
        for (JsonNode window : windows) {
            long start = IsoTime.parse(window.at("/window/start").asText());
            long end = IsoTime.parse(window.at("/window/end").asText());
            for (String path : List.of(rangePath(start, end), "/api/snapshot?at=" + IsoTime.format(end))) {
                JsonNode snapshot = on.json(path);
                assertThat(snapshot.path("window")).as(path).isEqualTo(window.path("window"));
                for (String measure : List.of("logins", "unique_users", "distinct_devices")) {
                    assertThat(snapshot.path("totals").path(measure)).as(path).isEqualTo(window.path(measure));
                }
            }
        }
    }
}
