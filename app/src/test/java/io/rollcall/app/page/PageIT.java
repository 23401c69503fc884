package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import io.rollcall.model.place.Region;
import io.rollcall.model.text.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page shows the numbers of the server, live and after a refresh, and shows text of users as text. */
@ExtendWith(PageFixture.class)
class PageIT {
    private PageFixture.Shared shared;
    private BrowserContext context;
    private OpenPage open;

    @BeforeEach
    void open(PageFixture.Shared fixture) {
        shared = fixture;
        context = shared.browser.newContext();
        open = new OpenPage(context, shared.address(), "").awaitLive();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void tilesAndTable_showTheNumbersOfTheSnapshot() {
        JsonNode snapshot = shared.settled();
        assertThat(snapshot.at("/visits/total").longValue())
                .isEqualTo(shared.pipeline.oracle().clean.size())
                .isGreaterThan(3_000);
        assertThat(snapshot.at("/rejected/total").longValue()).isPositive();
        assertThat(snapshot.at("/late/total").longValue()).isPositive();

        awaitVisits(snapshot);
        assertThat(open.tiles()).isEqualTo(tilesOf(snapshot));
        assertThat(open.table()).isEqualTo(tableOf(snapshot));
    }

    @Test
    void newLogins_moveTheNumbersWithoutARefresh() {
        long now = System.currentTimeMillis();
        shared.send(now, now - 5_000, now, 1_000);
        shared.pipeline.awaitAllCounted();

        JsonNode snapshot = shared.settled();
        awaitVisits(snapshot);
        assertThat(open.tiles()).isEqualTo(tilesOf(snapshot));
        assertThat(open.table()).isEqualTo(tableOf(snapshot));
    }

    @Test
    void refresh_keepsTheNumbers() {
        awaitVisits(shared.settled());
        Map<String, String> tiles = open.tiles();
        Map<String, List<String>> table = open.table();

        open.page.reload();
        open.awaitLive();
        awaitVisits(shared.json("/api/snapshot"));

        assertThat(open.tiles()).isEqualTo(tiles);
        assertThat(open.table()).isEqualTo(table);
    }

    @Test
    void pause_holdsTheNumbers_untilResumed() {
        awaitVisits(shared.settled());
        Map<String, String> held = open.tiles();
        open.page.click("#pause");
        open.await("html[data-mode=paused]");
        OpenPage other = new OpenPage(context, shared.address(), "");

        long now = System.currentTimeMillis();
        shared.send(now, now - 5_000, now, 50);
        shared.pipeline.awaitAllCounted();
        JsonNode snapshot = shared.settled();
        other.await("#visits[data-number='" + snapshot.at("/visits/total").asText() + "']");
        assertThat(open.tiles()).isEqualTo(held);

        open.page.click("#pause");
        awaitVisits(snapshot);
    }

    @Test
    void page_hasNoErrorAndRequestsNoOtherHost() {
        open.page.hover("#map [data-locale=CO]");
        open.page.waitForSelector("#tip");

        assertThat(open.errors).isEmpty();
        assertThat(open.requests).contains(shared.address() + "/app.js").allSatisfy(url -> assertThat(url)
                .startsWith(shared.address() + "/"));
    }

    @Test
    void serverThatStopsAndReturns_showsAsOfflineThenLiveWithTheSameNumbers() {
        JsonNode snapshot = shared.settled();
        awaitVisits(snapshot);
        Map<String, String> tiles = open.tiles();

        shared.pipeline.stopDashboard();
        open.await("html[data-connection=offline]");
        assertThat(open.text("#connection")).isEqualTo("offline");
        assertThat(open.page.title()).isEqualTo("Offline – Rollcall");
        assertThat(open.text("#trouble")).isNotBlank();
        assertThat(open.tiles()).isEqualTo(tiles);

        shared.pipeline.startDashboard();
        open.awaitLive();
        assertThat(open.page.title()).isEqualTo("Rollcall");
        shared.awaitHealthy();
        awaitVisits(snapshot);
        assertThat(open.tiles()).isEqualTo(tiles);
        assertThat(open.table()).isEqualTo(tableOf(snapshot));
    }

    @Test
    void rawHtml_hasTheVisitsInFullDigits() {
        String visits = shared.json("/api/snapshot").at("/visits/total").asText();

        assertThat(shared.get("/")).contains("id=\"visits\">" + visits + "<");
    }

    @Test
    void htmlInLogins_isShownAsTextAndNothingExecutes() {
        JsonNode snapshot = shared.json("/api/snapshot");
        long other = snapshot.get("states").findValuesAsText("locale").indexOf("OTHER");
        assertThat(snapshot.at("/states/" + other + "/visits").longValue())
                .isEqualTo(shared.pipeline.oracle().visitsByLocale().get("OTHER"))
                .isGreaterThanOrEqualTo(PageFixture.HOSTILE_LOGINS);
        awaitVisits(snapshot);
        assertThat(open.table().get("OTHER").get(3))
                .isEqualTo(snapshot.at("/states/" + other + "/visits").asText());

        assertThat(shared.get("/api/rejected?limit=200")).contains("<script>alert(1)");
        assertThat(open.page.locator("#rejected-feed li").count()).isPositive();
        assertThat(open.dialogs).isEmpty();
        assertThat(open.page.locator("img, #rejected-feed script").count()).isZero();
    }

    @Test
    void rejectedFeed_showsReasonAndIdentity_andTheTileTheReasons() {
        JsonNode newest = shared.json("/api/rejected?limit=8").path("rejected");
        await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<String> rows = open.page.locator("#rejected-feed li").allTextContents();
            assertThat(rows).hasSize(newest.size());
            assertThat(rows.get(0))
                    .contains(newest.at("/0/reason").asText().replace('_', ' '))
                    .contains(newest.at("/0/partition").asText() + "-"
                            + newest.at("/0/offset").asText())
                    .contains(newest.at("/0/detail").asText());
        });
        open.page.focus("#rejected-tile");
        Map<String, String> reasons = new TreeMap<>();
        open.page
                .locator("#reasons dd")
                .all()
                .forEach(reason -> reasons.put(reason.getAttribute("data-reason"), reason.textContent()));
        Map<String, String> expected = new TreeMap<>();
        for (Map.Entry<String, JsonNode> reason :
                shared.json("/api/snapshot").at("/rejected/by_reason").properties()) {
            expected.put(reason.getKey(), reason.getValue().asText());
        }
        assertThat(reasons).isEqualTo(expected);
        assertThat(open.page.locator("#reasons").isVisible()).isTrue();
    }

    private void awaitVisits(JsonNode snapshot) {
        open.await("#visits[data-number='" + snapshot.at("/visits/total").asText() + "']");
        open.awaitWindow(snapshot.at("/window/start").asText());
    }

    private static Map<String, String> tilesOf(JsonNode snapshot) {
        return new TreeMap<>(Map.of(
                "visits", snapshot.at("/visits/total").asText(),
                "logins", snapshot.at("/totals/logins").asText(),
                "users", snapshot.at("/totals/unique_users").asText(),
                "devices", snapshot.at("/totals/distinct_devices").asText(),
                "rejected", snapshot.at("/rejected/total").asText(),
                "late", snapshot.at("/late/total").asText()));
    }

    /** The table of a snapshot, with the regions that have no logins. */
    private static Map<String, List<String>> tableOf(JsonNode snapshot) {
        Map<String, List<String>> table = new TreeMap<>();
        for (Region region : Region.values()) {
            table.put(region.name(), Collections.nCopies(4, "0"));
        }
        table.put(Region.UNKNOWN, Collections.nCopies(4, "0"));
        table.put(Region.OTHER, Collections.nCopies(4, "0"));
        snapshot.get("states").forEach(state -> table.put(state.get("locale").asText(), cells(state)));
        return table;
    }

    private static List<String> cells(JsonNode state) {
        return List.of(
                state.path("unique_users").asText("0"),
                state.path("logins").asText("0"),
                state.path("distinct_devices").asText("0"),
                state.path("visits").asText("0"));
    }

    @Test
    void tooltips_showTheNumbersOfTheirState_andHowTheyChanged() {
        long now = System.currentTimeMillis();
        shared.send(now, now - 90_000, now, 900); // otherwise the fixture's logins may be too old to be compared with
        shared.pipeline.awaitAllCounted();
        JsonNode snapshot = shared.settled();
        awaitVisits(snapshot);
        for (String locale : List.of("CA", "DC", "OTHER")) {
            String place = locale.equals("CA") ? "#map" : "#callouts";
            open.page.hover(place + " [data-locale=" + locale + "]");
            open.page.waitForSelector("#tip[data-locale=" + locale + "]");
            JsonNode state = Json.object();
            for (JsonNode one : snapshot.get("states")) {
                state = one.get("locale").asText().equals(locale) ? one : state;
            }
            assertThat(open.page
                            .locator("#tip div:not(.outcome) > dd[data-measure]")
                            .allTextContents())
                    .isEqualTo(cells(state));
            assertThat(open.text("#tip strong")).contains("(" + locale + ")");
            assertThat(open.text("#tip p")).contains("compared with the 30 s before");
        }
    }
}
