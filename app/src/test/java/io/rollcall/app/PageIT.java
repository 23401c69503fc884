package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.rollcall.model.Json;
import io.rollcall.model.Region;
import io.rollcall.model.SettingKey;
import io.rollcall.model.Topics;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.ProgressListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, of real jobs on a real broker. */
class PageIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final LoginMix MIX = new LoginMix(0.05, 0.1, 0.05, 0);
    private static final int HOSTILE_LOGINS = 5;
    private static final String HOSTILE_LOGIN = """
            {"user_id": "<img src=x onerror=alert(1)>%d", "device_id": "\\"><script>alert(1)</script>",
             "locale": "<script>alert(1)</script>", "timestamp": %d}""";

    @TempDir
    private static Path folder;

    private static TestPipeline pipeline;
    private static TestBrowser browser;
    private static String address;

    private final List<String> errors = new ArrayList<>();
    private final List<String> dialogs = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        browser = new TestBrowser();
        pipeline = TestPipeline.start(folder);
        pipeline.startClean();
        pipeline.startStats();
        produce(1, 3_000);
        sendHostileLogins();
        pipeline.awaitAllCounted();
        address = pipeline.startDashboard();
        pipeline.with(
                SettingKey.DASHBOARD_PORT, Integer.toString(URI.create(address).getPort()));
        awaitHealthy();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        browser.close();
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(address);
        awaitConnection("live");
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void tilesAndTable_showTheNumbersOfTheSnapshot() throws Exception {
        JsonNode snapshot = snapshot();
        assertThat(snapshot.at("/visits/total").longValue())
                .isEqualTo(pipeline.oracle().clean.size())
                .isGreaterThan(2_500);
        assertThat(snapshot.at("/rejected/total").longValue()).isPositive();
        assertThat(snapshot.at("/late/total").longValue()).isPositive();

        assertThat(tiles()).isEqualTo(tilesOf(snapshot));
        assertThat(table()).isEqualTo(tableOf(snapshot));
    }

    @Test
    void newLogins_moveTheNumbersWithoutARefresh() throws Exception {
        produce(2, 1_000);
        pipeline.awaitAllCounted();

        JsonNode snapshot = snapshot();
        awaitVisits(snapshot.at("/visits/total").asText());
        assertThat(tiles()).isEqualTo(tilesOf(snapshot));
        assertThat(column(table(), "logins")).isEqualTo(column(tableOf(snapshot), "logins"));
    }

    @Test
    void aRefresh_keepsTheNumbers() {
        Map<String, String> tiles = tiles();
        Map<String, List<String>> table = table();

        page.reload();
        awaitConnection("live");

        assertThat(tiles()).isEqualTo(tiles);
        assertThat(table()).isEqualTo(table);
    }

    @Test
    void thePage_hasNoErrorAndAsksNoOtherHost() {
        hoverTheMap();

        assertThat(errors).isEmpty();
        assertThat(requests).contains(address + "/api/stream").allSatisfy(url -> assertThat(url)
                .startsWith(address + "/"));
    }

    @Test
    void tooltipUnderThePointer_showsTheCountsOfTheState() throws Exception {
        hoverTheMap();

        assertTipShowsItsState();
    }

    @Test
    void tooltipsOfALargeAndASmallState_showTheirCounts() throws Exception {
        for (String locale : List.of("CA", "DC", "OTHER")) {
            page.evaluate("locale => rollcall.showTip(locale)", locale);

            assertThat(page.locator("#tip").getAttribute("data-locale")).isEqualTo(locale);
            assertTipShowsItsState();
        }
    }

    @Test
    void theServerGoneAndBack_showsAsOfflineThenLiveWithTheSameNumbers() {
        Map<String, String> tiles = tiles();

        pipeline.stopDashboard();
        awaitConnection("offline");
        assertThat(page.locator("#connection").textContent()).isEqualTo("offline");
        assertThat(tiles()).isEqualTo(tiles);

        pipeline.startDashboard();
        awaitConnection("live");
        awaitHealthy();
        awaitVisits(tiles.get("visits"));
        assertThat(tiles()).isEqualTo(tiles);
    }

    @Test
    void rawHtml_hasTheVisitsInFullDigits() throws Exception {
        String visits = snapshot().at("/visits/total").asText();

        assertThat(get("/")).contains("id=\"visits\">" + visits + "<");
    }

    @Test
    void htmlInLogins_countsUnderOtherAndNothingExecutes() throws Exception {
        JsonNode other = state(snapshot(), "OTHER");

        assertThat(other.get("visits").longValue())
                .isEqualTo(pipeline.oracle().visitsByLocale().get("OTHER"))
                .isGreaterThanOrEqualTo(HOSTILE_LOGINS);
        assertThat(table().get("OTHER").get(3)).isEqualTo(other.get("visits").asText());
        assertThat(dialogs).isEmpty();
        assertThat(page.locator("img").count()).isZero();
        assertThat(page.content()).doesNotContain("alert(1)");
    }

    private static void produce(long seed, int count) {
        new LoginProducer(pipeline.kafka(), TOPICS.raw())
                .run(
                        new LoginGenerator(seed, MIX, Clock.systemUTC()),
                        LoginProducer.UNLIMITED_RATE,
                        count,
                        ProgressListener.NONE);
    }

    private static void sendHostileLogins() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < HOSTILE_LOGINS; i++) {
            String login = String.format(HOSTILE_LOGIN, i, System.currentTimeMillis());
            records.add(new ProducerRecord<>(TOPICS.raw(), login.getBytes(StandardCharsets.UTF_8)));
        }
        pipeline.send(records);
    }

    // By selectors: waiting for a function would need eval, which the page's policy forbids.
    private void awaitConnection(String state) {
        page.waitForSelector("html[data-connection=" + state + "]");
    }

    private void awaitVisits(String visits) {
        page.waitForSelector("#visits[data-number='" + visits + "']");
    }

    private void hoverTheMap() {
        page.hover("#map");
        page.waitForSelector("#tip");
    }

    private void assertTipShowsItsState() throws Exception {
        String locale = page.locator("#tip").getAttribute("data-locale");
        assertThat(page.locator("#tip").isVisible()).isTrue();
        assertThat(page.locator("#tip strong").textContent()).contains("(" + locale + ")");
        assertThat(page.locator("#tip dd").allTextContents()).isEqualTo(cells(state(snapshot(), locale)));
    }

    private Map<String, String> tiles() {
        Map<String, String> tiles = new TreeMap<>();
        for (String id : List.of("visits", "logins", "users", "devices", "rejected", "late")) {
            tiles.put(id, page.locator("#" + id).textContent());
        }
        return tiles;
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

    /** Locale to users, logins, devices and visits, as text. */
    private Map<String, List<String>> table() {
        Map<String, List<String>> table = new TreeMap<>();
        for (var row : page.locator("#states tbody tr").all()) {
            table.put(row.getAttribute("data-locale"), row.locator("td").allTextContents());
        }
        return table;
    }

    /** The same of a snapshot: with the regions that have no logins. */
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

    private static Map<String, String> column(Map<String, List<String>> table, String measure) {
        int index = List.of("users", "logins", "devices", "visits").indexOf(measure);
        Map<String, String> column = new TreeMap<>();
        table.forEach((locale, cells) -> column.put(locale, cells.get(index)));
        return column;
    }

    private static JsonNode state(JsonNode snapshot, String locale) {
        for (JsonNode state : snapshot.get("states")) {
            if (state.get("locale").asText().equals(locale)) {
                return state;
            }
        }
        return Json.object();
    }

    private static void awaitHealthy() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> HttpClient.newHttpClient()
                                .send(request("/health"), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static JsonNode snapshot() throws Exception {
        return Json.readTree(get("/api/snapshot").getBytes(StandardCharsets.UTF_8));
    }

    private static String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request(path), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).build();
    }
}
