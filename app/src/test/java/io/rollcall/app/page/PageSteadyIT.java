package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.pipeline.TestPipeline;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.place.Region;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under a load that never varies the numbers of the page stand still, and yet each login shows at once. The broker is
 * real; the test plays the jobs. Windows are shorter than by default, so that many of them pass.
 */
class PageSteadyIT {
    private static final int WINDOWS = 10;
    private static final long TICK_MILLIS = 250;
    /** Notes every 50 ms what the page shows: numbers by place, and in one text each the legend and all colours. */
    private static final String WATCH = """
            () => {
              window.seen = {};
              const note = (name, value) => (window.seen[name] ??= []).at(-1) === value || window.seen[name].push(value);
              const text = (selector) => document.querySelector(selector).textContent;
              setInterval(() => {
                for (const id of ['logins-rate', 'logins', 'users', 'devices', 'visits', 'window']) note(id, text(`#${id}`));
                for (const cell of document.querySelectorAll('#states td:not([data-measure=visits], .outcome)')) {
                  note(`${cell.parentElement.dataset.locale} ${cell.dataset.measure}`, cell.textContent);
                }
                for (const number of document.querySelectorAll('#callouts b')) {
                  note(`callout ${number.parentElement.dataset.locale}`, number.textContent);
                }
                note('legend', text('#legend'));
                note('colours', [...document.querySelectorAll('#map path')].map((path) => path.style.fill).join());
                document.documentElement.dataset.windows = window.seen.window.length;
              }, 50);
            }""";

    @TempDir
    private Path folder;

    private SteadyRows rows;

    @Test
    void underASteadyLoad_noNumberMoves_andEachLoginShowsAtOnce() throws Exception {
        TestPipeline.closeKept(); // it would take time from this test, which measures delays
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            Settings settings = Settings.defaults()
                    .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                    .with(SettingKey.DASHBOARD_PORT, "0")
                    .with(SettingKey.WINDOW_SLIDE, "2s")
                    .with(SettingKey.WINDOW_LENGTH, "6s");
            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.createMissing(settings);
            }
            try (DashboardServer server = new DashboardServer(settings, Clock.systemUTC());
                    TestBrowser browser = new TestBrowser();
                    BrowserContext context = browser.newContext()) {
                server.start();
                rows = new SteadyRows(settings, System.currentTimeMillis());
                rows.history(System.currentTimeMillis());
                load.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
                OpenPage open = new OpenPage(context, "http://localhost:" + server.port(), "").awaitLive();
                open.await("#filling:not([hidden])");
                assertThat(open.text("#windowing")).isEqualTo("6 s window, every 2 s");
                assertThat(open.text("#window-state")).isEqualTo("provisional");
                numbersStandStill(open);
                load.shutdown();
                assertThat(load.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                loginShowsAtOnce(open);
                assertThat(open.errors).isEmpty();
            } finally {
                load.shutdownNow();
                rows.close();
            }
        }
    }

    private void tick() {
        long now = System.currentTimeMillis();
        rows.until(now);
        rows.report(now);
    }

    private static void numbersStandStill(OpenPage open) {
        open.await("#map path[style]").await("#logins-rate:not(:text-is('–'))");
        open.page.evaluate(WATCH);
        open.await("html[data-windows='" + WINDOWS + "']");
        JsonNode seen = Json.readTree(
                ((String) open.page.evaluate("() => JSON.stringify(window.seen)")).getBytes(StandardCharsets.UTF_8));
        assertThat(seen.size()).as("numbers that are watched").isGreaterThan(3 * Region.values().length);
        for (Map.Entry<String, JsonNode> number : seen.properties()) {
            switch (number.getKey()) {
                case "window", "visits" ->
                    assertThat(number.getValue()).as(number.getKey()).hasSizeGreaterThanOrEqualTo(WINDOWS);
                case "legend", "colours" ->
                    assertThat(number.getValue()).as(number.getKey()).hasSize(1);
                default -> assertWithin5Percent(number.getKey(), number.getValue());
            }
        }
    }

    private static void assertWithin5Percent(String name, JsonNode values) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (JsonNode value : values) {
            double number = Double.parseDouble(value.asText().replace(",", ""));
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        assertThat(most).as("%s: %s", name, values).isLessThanOrEqualTo(least * 1.05);
    }

    /** A login shows in the total, in the bar of the next window and at its state, while the window shown stays. */
    private void loginShowsAtOnce(OpenPage open) {
        long now = System.currentTimeMillis();
        rows.until(now);
        open.await("html:not(:has([data-lit]))");
        String window = open.page.getAttribute("#window", "datetime");
        long visits = Long.parseLong(open.text("#visits"));

        rows.extra(Region.WY, now);
        for (String sign : List.of("#dots [data-pulse=WY]", "#states [data-locale=WY]")) {
            open.await(sign + "[data-lit]");
        }
        open.await("#visits[data-number='" + (visits + 1) + "']");
        assertThat(open.page.getAttribute("#window", "datetime")).isEqualTo(window);
        open.await("html:not(:has([data-lit]))");
    }
}
