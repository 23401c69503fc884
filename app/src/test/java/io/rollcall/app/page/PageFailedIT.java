package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of failed logins. The broker is real; the test plays the jobs. */
class PageFailedIT {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e" + "x".repeat(70);

    @TempDir
    private Path folder;

    private Settings settings;
    private KafkaProducer<byte[], byte[]> producer;

    @Test
    void failedLogins_showOnceASourceHasThem_andNothingBefore() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            settings = Settings.defaults()
                    .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                    .with(SettingKey.DASHBOARD_PORT, "0");
            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.createMissing(settings);
            }
            producer = new KafkaProducer<>(
                    KafkaSettings.of(settings).producerProperties(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            try (DashboardServer server = new DashboardServer(settings, Clock.systemUTC());
                    TestBrowser browser = new TestBrowser();
                    BrowserContext context = browser.newContext()) {
                server.start();
                String address = "http://localhost:" + server.port();
                long start = Math.floorDiv(System.currentTimeMillis(), 30_000) * 30_000 - 60_000;
                report(0);
                row(start, "UT", 30, Failures.NONE);
                OpenPage open = new OpenPage(context, address, "?measure=failure-rate&state=UT").awaitLive();
                nothingIsShown(open);

                row(start, "UT", 30, failures());
                row(start, "CA", 60, Failures.NONE);
                report(1_234);
                numbersAppear(open);
                measureIsShown(open);
                fits(open);
                assertThat(Axe.seriousFaultsInEveryTheme(open)).isEmpty();
                csvHasThem(open);
                report(1_234); // a report that is old would be a fault of its own
                open.page.reload();
                open.awaitLive().await("html[data-outcomes] #measure [value=failure-rate]:checked");
                assertThat(open.errors).isEmpty();
                assertThat(open.dialogs).isEmpty();
                pageWithoutScripts(browser, address);
            } finally {
                producer.close();
            }
        }
    }

    /** Before the first failed login nothing says that there could be any. */
    private static void nothingIsShown(OpenPage open) {
        open.await("#states [data-locale=UT] [data-measure=logins][data-number='30']");
        assertThat(open.awaitAddress("?state=UT")).isEqualTo("?state=UT");
        assertThat(open.text("#address-problem")).contains("measure=failure-rate", "showing logins");
        assertThat(open.page.locator(".outcome").count()).isGreaterThan(100);
        assertThat(open.page.locator(".outcome:visible").count()).isZero();
        assertThat(open.page.locator("#states thead th:visible").count()).isEqualTo(5);
        assertThat(open.page.locator("#skipped").isHidden()).isTrue();
    }

    private static void numbersAppear(OpenPage open) {
        open.await("html[data-outcomes] #failed[data-number='90']");
        open.await("#failure-rate:text-is('50 %')"); // 90 of 30 + 60 + 90
        open.await("#skipped:text-is('1,234 skipped: no logins')");
        open.page.hover("#failed-tile");
        assertThat(open.page.locator("#failure-reasons").isVisible()).isTrue();
        open.page.mouse().move(0, 0);
        assertThat(open.page.locator("#failure-reasons").isHidden()).isTrue();
        open.page.focus("#failed-tile");
        assertThat(open.page.locator("#failure-reasons").isVisible()).isTrue();
        assertThat(open.text("#state-failures")).isEqualTo("90 failed logins of 33 users");
        String reasons = "#state-panel .reasons li";
        assertThat(open.page.locator(reasons).count()).isEqualTo(5);
        assertThat(open.page.locator(reasons + " b").allTextContents()).containsExactly("50", "20", "10", "4", "6");
        String first = open.page.locator(reasons).first().getAttribute("title");
        assertThat(first).startsWith("<img src=x onerror=alert(1)>\\u202exxx").hasSizeGreaterThan(90);
        assertThat(open.text(reasons + ":first-child span")).isEqualTo(first);
        assertThat(open.text(reasons + ":last-child span")).isEqualTo("3 more");
        assertThat(open.page.locator(".reasons img").count()).isZero();
    }

    private static void measureIsShown(OpenPage open) {
        String rate = "#states [data-locale=UT] [data-measure=failure-rate]";
        assertThat(open.text(rate)).isEqualTo("75 %");
        assertThat(open.text("#states [data-locale=CA] [data-measure=failure-rate]"))
                .isEqualTo("0 %");
        assertThat(open.text("#states [data-locale=NY] [data-measure=failure-rate]"))
                .as("nobody tried")
                .isEqualTo("–");
        open.page.check("#measure [value=failed]", new Page.CheckOptions().setForce(true));
        open.awaitAddress("measure=failed");
        open.await("#legend[aria-label='Colours of the map: failed logins']");
        open.page.check("#per-million", new Page.CheckOptions().setForce(true));
        open.await("#states [data-locale=UT] [data-measure=failed]:text-is('27.5')"); // 90 of 3.27 million people
        assertThat(open.text(rate)).as("not per million").isEqualTo("75 %");

        open.page.focus("#measure [value=failed]");
        open.press("ArrowRight");
        open.awaitAddress("measure=failure-rate");
        assertThat(open.page.locator("#per-million").isDisabled()).isTrue();
        open.await("#legend li:has-text('%')").await("#map path.unknown[data-locale=NY]");
        open.await("#timeline-title:text-is('Failure rate per 30 s window')");
        open.await("#state-panel .note:text-matches('^1st of 56 states and territories · ')");
        open.page.click("#states button[data-sort=failure-rate]");
        assertThat(open.order()).startsWith("UT", "CA");
        open.page.hover("#map [data-locale=UT]");
        assertThat(open.text("#tip [data-measure=failure-rate]")).isEqualTo("75 %");
        open.page.mouse().move(0, 0);
    }

    /** From a phone to a wall, nothing is wider than the screen. */
    private static void fits(OpenPage open) {
        for (int[] size : new int[][] {{320, 700}, {600, 800}, {760, 900}, {960, 700}, {1920, 1080}, {3840, 2160}}) {
            open.page.setViewportSize(size[0], size[1]);
            await().pollInSameThread().untilAsserted(() -> assertThat(
                            (int) open.page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of a page of %d px", size[0])
                    .isLessThanOrEqualTo(size[0]));
        }
        open.page.setViewportSize(1280, 800);
        await().pollInSameThread()
                .untilAsserted(() -> assertThat((int) open.page.evaluate("() => document.documentElement.scrollHeight"))
                        .as("no scrolling")
                        .isLessThanOrEqualTo(800));
        open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        assertThat(open.page.evaluate("() => getComputedStyle(document.querySelector('#state-panel .reasons i'))"
                        + ".backgroundColor !== getComputedStyle(document.body).backgroundColor"))
                .as("bars show in forced colours")
                .isEqualTo(true);
        open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
    }

    private static void csvHasThem(OpenPage open) throws Exception {
        Download download = open.page.waitForDownload(() -> open.page.click("#csv"));
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines.get(0)).endsWith(",population,failed_logins,failed_users,failure_rate");
        assertThat(lines).anyMatch(line -> line.contains(",UT,Utah,") && line.endsWith(",90,33,0.75"));
        assertThat(lines).anyMatch(line -> line.contains(",NY,New York,") && line.endsWith(",0,0,"));
    }

    private static void pageWithoutScripts(TestBrowser browser, String address) {
        try (BrowserContext context = browser.newContextWithoutScripts()) {
            OpenPage open = new OpenPage(context, address, "");
            assertThat(open.text("#plain"))
                    .contains(
                            "Failed logins in the window90",
                            "Failure rate in the window50 %",
                            "FailedFailure rateVisits");
        }
    }

    private static Failures failures() {
        List<FailureReason> reasons = List.of(
                new FailureReason(HOSTILE, 50),
                new FailureReason("INVALID_CREDENTIALS", 20),
                new FailureReason("LOCKED_OUT", 10),
                new FailureReason("unknown", 4),
                new FailureReason("A", 3),
                new FailureReason("B", 2),
                new FailureReason("other", 1));
        return new Failures(90, 33, reasons);
    }

    /** Writes a row of each window that contains the slide that starts then (ms): the page shows the first of them. */
    private void row(long start, String locale, long logins, Failures failures) {
        for (long at = start - 20_000; at <= start; at += 10_000) {
            WindowStats row = new WindowStats(Windowing.DEFAULT.window(at), locale, logins, logins, logins, failures);
            send(settings.topics().stats(), row.key(), StatsJson.write(row));
        }
    }

    /** Both jobs have processed all; the clean job skipped so many records. */
    private void report(long skipped) {
        long now = System.currentTimeMillis();
        for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
            send(
                    settings.topics().progress(),
                    job,
                    ProgressJson.write(Progress.of(job, now)
                            .with(new Progress.Batch(1, 0, 100, 50))
                            .with(new Progress.Input(
                                    now, 0, false, Map.of(), job.equals(JobName.CLEAN) ? skipped : null))));
        }
    }

    private void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }
}
