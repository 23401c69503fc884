package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may open what: every route with every role, written down a second time. */
@Timeout(60)
class AccessMatrixTest {
    /** Statuses of a stranger, a viewer, an analyst and an admin. */
    private static final String MATRIX = """
            GET /                  303 200 200 200
            GET /*                 401 200 200 200
            GET /api               401 200 200 200
            GET /api/comparison    401 200 200 200
            GET /api/other         401 200 200 200
            GET /api/rates         401 200 200 200
            GET /api/regions       401 200 200 200
            GET /api/rejected      401 403 200 200
            GET /api/session       401 200 200 200
            GET /api/snapshot      401 200 200 200
            GET /api/stream        401 200 200 200
            GET /api/windows       401 200 200 200
            GET /css/sign-in.css   200 200 200 200
            GET /health            200 200 200 200
            GET /index.html        303 200 200 200
            GET /metrics           401 403 403 200
            GET /sign-in           200 200 200 200
            GET /sign-in-callback  303 303 303 303
            GET /sign-out          303 303 303 303
            POST /sign-in          303 303 303 303
            POST /sign-out         303 303 303 303
            """;

    private static final List<String> ROLES = List.of("viewer", "analyst", "admin");
    private static final Map<String, String> EXAMPLES =
            Map.of("/*", "/app.js", "/api/comparison", "/api/comparison?start=2023-09-12T00:45:00Z");

    @TempDir
    private Path folder;

    @Test
    void everyRoute_opensToTheRolesOfTheMatrix() throws Exception {
        try (TestServer on = SignedIn.server("/web", folder)) {
            ServerState.WORKING.setUp(on);
            Map<String, String> found = new TreeMap<>();
            for (String route : on.server.routes()) {
                List<String> statuses = new ArrayList<>(List.of(status(on, route, "Sec-Fetch-Site", "same-origin")));
                for (String role : ROLES) {
                    String token = "Bearer " + TestUsers.token(role);
                    statuses.add(status(on, route, "Authorization", token, "Sec-Fetch-Site", "same-origin"));
                }
                found.put(route, String.join(" ", statuses));
            }
            StringBuilder matrix = new StringBuilder();
            found.forEach((route, statuses) -> matrix.append("%-22s %s%n".formatted(route, statuses)));
            System.out.println("route, then stranger, viewer, analyst, admin:\n" + matrix);
            assertThat(matrix.toString().lines())
                    .containsExactlyElementsOf(MATRIX.lines().toList());
        }
    }

    /** A route that somebody adds without a rule answers nobody. */
    @Test
    void pathsWrittenInAnotherWay_areNoWayAround() throws Exception {
        try (TestServer on = SignedIn.server("/web", folder)) {
            String viewer = "Bearer " + TestUsers.token("viewer");
            for (String path : List.of(
                    "/api/rejected/",
                    "//api/rejected",
                    "/api//rejected",
                    "/api/rejected;x=1",
                    "/./api/rejected",
                    "/css/../api/rejected",
                    "/%61pi/rejected",
                    "/api%2Frejected",
                    "/API/rejected",
                    "/metrics/",
                    "/metrics;jsessionid=1",
                    "/%6detrics")) {
                assertThat(ApiAnswer.of(on, "GET", path, "Authorization", viewer)
                                .status())
                        .as(path)
                        .isIn(400, 403, 404);
                assertThat(ApiAnswer.of(on, "GET", path).status()).as(path).isIn(400, 401, 403);
            }
        }
    }

    @Test
    void whereNobodyIsAsked_everythingIsOpen() throws Exception {
        try (TestServer on = new TestServer("/web")) {
            for (String path : List.of("/", "/app.js", "/metrics", "/api/rejected", "/api/stream", "/api/session")) {
                assertThat(ApiAnswer.of(on, "GET", path).status()).as(path).isEqualTo(200);
            }
            assertThat(on.json("/api/session").toString())
                    .isEqualTo("{\"auth\":\"none\",\"name\":\"\",\"role\":\"admin\"}");
            assertThat(on.get("/").body()).doesNotContain("id=\"session\"", "sign-out");
            assertThat(on.get("/").headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'none'"));
        }
    }

    @Test
    void onADashboardThatOtherMachinesReach_idsAreHidden() throws Exception {
        try (TestServer on = new TestServer(settings ->
                settings.with(SettingKey.DASHBOARD_INSECURE, "true").with(SettingKey.DASHBOARD_HOST, "0.0.0.0"))) {
            ServerState.WORKING.setUp(on);
            assertThat(on.json("/api/session").path("role").asText()).isEqualTo("anyone");
            assertThat(on.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(on.get("/api/rejected?limit=200").body())
                    .contains("value_hidden")
                    .doesNotContain("xxx", "\"value\"", "base64");
        }
    }

    /** Codes of places are no secret. Any other text of the source may be one. */
    @Test
    void localesThatAreNoCodes_areHiddenFromViewers() throws Exception {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("ann@example.com", 5);
        counts.put("QC", 3);
        counts.put("10.1.2.3", 2);
        counts.put("Ann", 1);
        counts.put("FRA", 1);
        try (TestServer on = SignedIn.server("/web", folder)) {
            on.feed.others = () -> new OtherLocales(100, counts);
            String viewer = other(on, "viewer");
            assertThat(viewer)
                    .contains("{\"locale\":\"hidden\",\"logins\":8},{\"locale\":\"QC\",\"logins\":3}", "FRA")
                    .doesNotContain("example", "10.1", "Ann");
            assertThat(other(on, "analyst"))
                    .contains("ann@example.com", "10.1.2.3", "Ann")
                    .doesNotContain("hidden");
            assertThat(other(on, "admin")).contains("ann@example.com");
        }
        try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_HOSTS, "dash.test"))) {
            on.feed.others = () -> new OtherLocales(100, counts);
            assertThat(on.get("/api/other").body())
                    .as("anyone")
                    .contains("hidden")
                    .doesNotContain("example");
        }
    }

    private static String other(TestServer on, String role) throws Exception {
        return ApiAnswer.of(on, "GET", "/api/other", "Authorization", "Bearer " + TestUsers.token(role))
                .body();
    }

    private static String status(TestServer on, String route, String... headers) throws Exception {
        String[] words = route.split(" ", 2);
        String path = EXAMPLES.getOrDefault(words[1], words[1]);
        return Integer.toString(ApiAnswer.of(on, words[0], path, headers).status());
    }
}
