package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.RejectedAndLateTest;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.model.login.EventId;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JSON answers that docs/api.yaml describes. */
@Timeout(30)
class ApiTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void snapshot_beforeAnyLogin_isEmpty() {
        assertThat(on.get("/api/snapshot").statusCode()).isEqualTo(200);
        assertThat(Json.text(on.json("/api/snapshot")))
                .isEqualTo("{\"window\":null,\"as_of\":null,\"complete_through\":null,"
                        + "\"server_time\":\"2023-09-12T01:00:00.000Z\",\"reading\":false,\"held_apart\":0,"
                        + "\"history_from\":null,"
                        + "\"has_outcomes\":false,"
                        + "\"totals\":{\"logins\":0,\"unique_users\":0,\"distinct_devices\":0},"
                        + "\"visits\":{\"total\":0,\"since\":null},\"rejected\":{\"total\":0,\"by_reason\":{}},"
                        + "\"late\":{\"total\":0},\"states\":[],\"latest\":null}");
    }

    @Test
    void snapshot_showsTheCurrentWindow() {
        on.apply(TestServer.START, "UT", 3);
        on.apply(TestServer.START + 20_000, "NY", 2);
        on.board.applyRejected(RejectedAndLateTest.rejected("tombstone", 4), TestServer.NOW);
        on.board.applyLate(new EventId(0, 9), TestServer.NOW);
        JsonNode snapshot = on.json("/api/snapshot");
        assertThat(Json.text(snapshot.path("window")))
                .isEqualTo("{\"start\":\"2023-09-12T00:45:00.000Z\",\"end\":\"2023-09-12T00:45:30.000Z\","
                        + "\"final\":false,\"full\":false}");
        assertThat(snapshot.at("/totals/logins").asInt()).isEqualTo(3);
        assertThat(snapshot.path("as_of").asText()).isEqualTo(TestServer.NOW_TEXT);
        assertThat(snapshot.at("/visits/total").asInt()).isEqualTo(3);
        assertThat(snapshot.at("/visits/since").asText()).isEqualTo("2023-09-12T00:45:00.000Z");
        assertThat(Json.text(snapshot.path("rejected"))).isEqualTo("{\"total\":1,\"by_reason\":{\"tombstone\":1}}");
        assertThat(snapshot.at("/late/total").asInt()).isEqualTo(1);
        assertThat(Json.text(snapshot.path("states")))
                .isEqualTo("[{\"locale\":\"UT\",\"logins\":3,\"unique_users\":1,\"distinct_devices\":1,"
                        + "\"visits\":3}]");
        assertThat(snapshot.at("/latest/locale").asText()).isEqualTo("NY");
        assertThat(on.get("/api/snapshot").headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void snapshot_isOfTheNewestFullWindow_orOfTheFillingOne() {
        on.apply(TestServer.START, "UT", 3);
        on.apply(TestServer.START + 10_000, "UT", 4);
        on.apply(TestServer.START + 20_000, "UT", 5);
        on.apply(TestServer.START + 30_000, "UT", 6);
        String full = "{\"start\":\"2023-09-12T00:45:00.000Z\",\"end\":\"2023-09-12T00:45:30.000Z\","
                + "\"final\":false,\"full\":true}";
        for (String query : List.of("", "?window=full", "?at=2023-09-12T00:45:29Z")) {
            JsonNode snapshot = on.json("/api/snapshot" + query);
            assertThat(Json.text(snapshot.path("window"))).as(query).isEqualTo(full);
            assertThat(snapshot.at("/totals/logins").asInt()).as(query).isEqualTo(3);
        }
        JsonNode filling = on.json("/api/snapshot?window=filling");
        assertThat(Json.text(filling.path("window")))
                .isEqualTo("{\"start\":\"2023-09-12T00:45:10.000Z\",\"end\":\"2023-09-12T00:45:40.000Z\","
                        + "\"final\":false,\"full\":false}");
        assertThat(filling.at("/totals/logins").asInt()).isEqualTo(4);
        assertThat(on.json("/api/windows").path("windows"))
                .extracting(window -> window.at("/window/full").asBoolean())
                .containsExactly(true, false, false, false);
    }

    @Test
    void snapshot_ofAnEarlierTime_andOfARange() {
        WindowCases.rows().forEach(row -> row.applyTo(on.board, TestServer.NOW));
        JsonNode golden = WindowCases.GOLDEN.path("nationwide").path(3);
        long end = IsoTime.parse(golden.at("/window/end").asText());
        JsonNode at = on.json("/api/snapshot?at=" + IsoTime.format(end));
        assertThat(at.at("/window/start")).isEqualTo(golden.at("/window/start"));
        assertThat(at.at("/totals/unique_users").asLong())
                .isEqualTo(golden.path("unique_users").asLong());
        JsonNode range = on.json("/api/snapshot?from=2023-09-12T00:45:00Z&to=2023-09-12T02:45:30%2B02:00");
        assertThat(range.at("/window/end").asText()).isEqualTo("2023-09-12T00:45:30.000Z");
        assertThat(range.path("whole").booleanValue()).isTrue();
        assertThat(range.at("/totals/logins").asLong())
                .isEqualTo(on.board.at(TestServer.START + 30_000).totals().logins());
    }

    @Test
    void windows_areSortedByTime() {
        on.apply(TestServer.START + 10_000, "UT", 3);
        on.apply(TestServer.START, "UT", 1);
        on.apply(TestServer.START, "NY", 2);
        assertThat(on.json("/api/windows").path("windows"))
                .extracting(window -> window.path("logins").asInt())
                .containsExactly(3, 3);
        assertThat(on.json("/api/windows?locale=ny").path("windows"))
                .extracting(window -> window.at("/window/start").asText())
                .containsExactly("2023-09-12T00:45:00.000Z");
        assertThat(on.json("/api/windows?from=2023-09-12T00:45:01Z&to=2023-09-12T00:45:40Z")
                        .path("windows"))
                .extracting(window -> window.at("/window/start").asText())
                .containsExactly("2023-09-12T00:45:10.000Z");
        assertThat(on.json("/api/windows?locale=OTHER").path("windows")).isEmpty();
    }

    @Test
    void snapshotOfAnEarlierTime_hasTheCountsUpToThen() {
        on.apply(TestServer.START, "UT", 3);
        on.apply(TestServer.START + 30_000, "UT", 2);
        JsonNode at = on.json("/api/snapshot?at=2023-09-12T00:45:30Z");
        assertThat(at.at("/visits/total").asInt()).isEqualTo(5);
        assertThat(at.at("/visits/then").asInt()).isEqualTo(3);
        assertThat(at.at("/states/0/visits_then").asInt()).isEqualTo(3);
        assertThat(at.at("/rejected/then").isInt()).isTrue();
        assertThat(at.at("/late/then").isInt()).isTrue();
    }

    @Test
    void rates_countRejectedAndLateLoginsPerInterval() {
        on.board.applyRejected(RejectedAndLateTest.rejected("tombstone", 4), TestServer.NOW);
        on.board.applyLate(new EventId(0, 9), TestServer.NOW + 1);
        assertThat(Json.text(on.json("/api/rates?from=" + TestServer.NOW_TEXT)))
                .isEqualTo("{\"step_ms\":10000,\"known_from\":null,\"rates\":["
                        + "{\"start\":\"2023-09-12T01:00:00.000Z\",\"rejected\":1,\"late\":1}]}");
        assertThat(on.json("/api/rates?to=" + TestServer.NOW_TEXT).path("rates"))
                .isEmpty();
    }

    @Test
    void rates_sayFromWhenOnTheyAreKnown() {
        on.board.applyRejected(RejectedAndLateTest.rejected("tombstone", 4), TestServer.NOW);
        on.apply(TestServer.START, "UT", 3);
        JsonNode rates = on.json("/api/rates?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");
        assertThat(rates.path("rates")).isEmpty();
        assertThat(rates.path("known_from").asText())
                .as("24 h before the broker's time")
                .isEqualTo("2023-09-11T01:00:00.000Z");
    }

    @Test
    void snapshot_saysWhileTheTopicsAreStillRead() {
        on.board.follow(false);
        on.apply(TestServer.START, "UT", 3);
        assertThat(on.json("/api/snapshot").path("reading").booleanValue()).isTrue();
        assertThat(on.json("/api/snapshot?window=filling").path("reading").booleanValue())
                .isTrue();
        on.board.follow(true);
        assertThat(on.json("/api/snapshot").path("reading").isBoolean()).isTrue();
        assertThat(on.json("/api/snapshot").path("reading").booleanValue()).isFalse();
    }

    @Test
    void rejected_returnsTheNewest() {
        for (int offset = 0; offset < 30; offset++) {
            on.board.applyRejected(RejectedAndLateTest.rejected("malformed_json", offset), TestServer.NOW + offset);
        }
        assertThat(on.json("/api/rejected").path("rejected")).hasSize(20);
        assertThat(on.json("/api/rejected?limit=200").path("rejected")).hasSize(30);
        assertThat(on.json("/api/rejected?limit=1").at("/rejected/0/offset").asInt())
                .isEqualTo(29);
    }

    @Test
    void regions_haveNamesAndPopulations_andWindowsTheirLength() {
        JsonNode regions = on.json("/api/regions");
        assertThat(regions.at("/window/length_ms").asInt()).isEqualTo(30_000);
        assertThat(regions.at("/window/slide_ms").asInt()).isEqualTo(10_000);
        assertThat(regions.path("lateness_ms").asInt()).isEqualTo(60_000);
        assertThat(regions.path("version").asText()).matches("[0-9]+[.][0-9]+[.][0-9]+.*");
        assertThat(regions.path("regions")).hasSize(56).anyMatch(region -> Json.text(region)
                .equals("{\"locale\":\"UT\",\"name\":\"Utah\",\"fips\":\"49\",\"population\":3271616}"));
    }

    @Test
    void other_isTheSampleOfTheFeed_andAFailureOfKafkaIsSaid() {
        assertThat(Json.text(on.json("/api/other")))
                .isEqualTo("{\"sample\":2000,\"locales\":[{\"locale\":\"QC\",\"logins\":2}]}");
        ServerState.STALE.setUp(on);
        HttpResponse<String> failed = on.get("/api/other");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).startsWith("{\"error\":\"cannot reach Kafka");
    }

    @Test
    void regions_haveTheThresholdsOfTheTiles_andWhatCommandsNeed() {
        try (TestServer other = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_WARN, "rejected>60")
                .with(SettingKey.DASHBOARD_ALARM, "logins<0.5")
                .with(SettingKey.BOOTSTRAP_SERVER, "kafka:9092")
                .with(SettingKey.TOPIC_REJECTED, "bad-logins"))) {
            JsonNode regions = other.json("/api/regions");
            assertThat(Json.text(Json.object().set("thresholds", regions.path("thresholds"))))
                    .isEqualTo("{\"thresholds\":["
                            + "{\"tile\":\"rejected\",\"level\":\"warn\",\"side\":\"above\",\"bound\":60.0},"
                            + "{\"tile\":\"logins\",\"level\":\"alarm\",\"side\":\"below\",\"bound\":0.5}]}");
            assertThat(Json.text(regions.path("command_variables")))
                    .isEqualTo("{\"ROLLCALL_KAFKA_BOOTSTRAP_SERVER\":\"kafka:9092\","
                            + "\"ROLLCALL_TOPICS_REJECTED\":\"bad-logins\"}");
            assertThat(regions.path("rejected_topic").asText()).isEqualTo("bad-logins");
        }
        assertThat(on.json("/api/regions").path("command_variables")).isEmpty();
    }
}
