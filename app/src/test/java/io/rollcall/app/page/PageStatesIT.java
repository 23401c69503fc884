package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page says while there are no numbers, or no new ones. The broker is real; the test plays the jobs. */
@ExtendWith(PageFixture.class)
class PageStatesIT {
    private static final Topics TOPICS = Topics.DEFAULT;

    private static final long YESTERDAY_MILLIS = 20 * 3_600_000;

    @TempDir
    private Path folder;

    private ReportingJobs jobs;

    @Test
    void everyState_isExplained_andNeverBlank(PageFixture.Shared shared) {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Settings settings = Settings.defaults()
                .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                .with(SettingKey.DASHBOARD_PORT, "0");
        try (DashboardServer server = new DashboardServer(settings, Clock.systemUTC());
                BrowserContext context = shared.browser.newContextIn(zoneOfMorning())) {
            server.start();
            context.addInitScript(OpenPage.SHIFTED_TIME);
            OpenPage open = new OpenPage(context, "http://localhost:" + server.port(), "");

            open.await("html[data-connection=starting]");
            assertThat(open.text("#notice")).contains("Starting", "user-login-stats", "user_login_clean");
            assertThat(open.text("#users")).as("not known yet is not zero").isEqualTo("–");
            isAccessible(open, "starting");

            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.createMissing(settings);
            }
            jobs = new ReportingJobs(settings);
            jobs.report(JobName.CLEAN, 9_000, 0);
            jobs.report(JobName.STATS, 0, 0);
            open.await("html[data-connection=catching-up]");
            assertThat(open.text("#status-text")).contains("9,000 records to go");
            assertThat(open.page.locator("[data-step=clean].behind").count()).isOne();

            jobs.report(JobName.CLEAN, 0, 0);
            open.await("html[data-connection=empty]");
            assertThat(open.text("#notice code"))
                    .isEqualTo("./rollcall produce --bootstrap-server " + broker.bootstrapServer());
            assertThat(open.text("#users")).isEqualTo("0");
            isAccessible(open, "without logins");
            stateOfAnEmptyPipeline(new OpenPage(context, "http://localhost:" + server.port(), "?state=CA&tz=utc"));

            long now = System.currentTimeMillis();
            ReportingJobs.send(settings, TOPICS.stats(), row(Math.floorDiv(now, 30_000) * 30_000));
            open.awaitLive().await("#visits[data-number='7']");
            assertThat(open.page.locator("#notice").isHidden()).isTrue();
            pageOfFewLocales_andALongHistory(context, settings, now);

            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.empty(List.of(TOPICS.stats()));
            }
            open.await("html[data-connection=empty]").await("#visits[data-number='0']");
            long past = Math.floorDiv(now - YESTERDAY_MILLIS, 30_000) * 30_000; // a recomputation begins in the past
            for (long start : List.of(past - 3_620_000, past - 3_600_000, past - 20_000, past)) {
                ReportingJobs.send(settings, TOPICS.stats(), row(start));
            }
            open.awaitLive().await("#states [data-locale=UT] [data-measure=logins][data-number='7']");
            open.await(".before b");
            assertThat(open.text(".tile:has(#logins) .before"))
                    .as("the same window an hour before; these rows have no sketches for users and devices")
                    .isEqualTo("1 h ago 7");

            saysThatTheNewestLoginsAreOfYesterday(open);

            jobs.report(JobName.CLEAN, 9_000, 0);
            open.await("#rate-note:text-is('catching up')");
            assertThat(open.text("#logins-rate"))
                    .as("the speed of catching up is no rate")
                    .isEqualTo("–");
            jobs.report(JobName.CLEAN, 0, 0);

            jobs.report(JobName.STATS, 0, 3);
            open.await("html[data-connection=broken]");
            assertThat(open.text("#trouble")).contains("dropped 3 logins", "rollcall reset --job stats");
            assertThat(open.page.locator("[data-step=stats].broken").count()).isOne();
            isAccessible(open, "broken");
            jobs.report(JobName.STATS, 0, 0);
            open.awaitLive();

            jobs.close();
            open.page.evaluate("() => (window.shift = 21_000)"); // as if neither job had reported since
            open.await("html[data-connection=no-news]");
            assertThat(open.text("#connection")).isEqualTo("no news");
            assertThat(open.text("#status-text")).startsWith("since ");
            assertThat(open.page.locator("#trouble").isVisible())
                    .as("nothing is known to be wrong")
                    .isFalse();
            assertThat(open.text("#visits")).isEqualTo("14");

            broker.close();
            open.await("html[data-connection=stale]");
            assertThat(open.text("#trouble")).contains("no connection to Kafka at", "since");
            assertThat(open.text("#status-text")).startsWith("since ");
            assertThat(open.text("#visits")).isEqualTo("14");

            server.close();
            open.await("html[data-connection=offline]");
            assertThat(open.text("#visits")).isEqualTo("14");
            open.await("#rate-note:text-matches('^offline since ')");
            isAccessible(open, "offline");
            assertThat(open.text("#logins-rate")).isEqualTo("–");
        } finally {
            if (jobs != null) {
                jobs.close();
            }
            broker.close();
        }
    }

    /** What is not counted by its own name, or was counted more than a day ago, is not shown as 0. */
    private static void pageOfFewLocales_andALongHistory(BrowserContext context, Settings settings, long now) {
        Settings other = settings.with(SettingKey.LOCALES, "UT,QC")
                .with(SettingKey.DASHBOARD_HISTORY, "3d")
                .with(SettingKey.RETENTION, "7d");
        long before = Math.floorDiv(now - Duration.ofDays(2).toMillis(), 30_000) * 30_000;
        ReportingJobs.send(settings, TOPICS.stats(), row(before));
        try (DashboardServer server = new DashboardServer(other, Clock.systemUTC())) {
            server.start();
            String address = "http://localhost:" + server.port();
            OpenPage open = new OpenPage(context, address, "").await("#map path[data-locale=UT]");
            assertThat(open.page.locator("#map path.uncounted:not([tabindex])").count())
                    .isEqualTo(50);
            assertThat(open.page.locator("#map path[role=button]").count()).isOne();
            assertThat(open.page
                            .locator("#map path[role=img][aria-label^='California: not counted']")
                            .count())
                    .isOne();
            open.await("#legend li:text-is('not counted')").await("#callouts [data-locale=OTHER]");
            assertThat(open.page.locator("#callouts button").count()).isOne();
            open.await("#states [data-locale=QC] [data-measure=logins][data-number='0']");
            assertThat(open.page.locator("#states tbody tr").count())
                    .as("UT, QC, OTHER")
                    .isEqualTo(3);
            assertThat(open.errors).isEmpty();
            open.page.close();

            open = new OpenPage(context, address, "?measure=visits&at=" + IsoTime.format(before + 30_000));
            open.await("#states [data-locale=UT] [data-measure=logins][data-number='7']");
            assertThat(open.text("#states [data-locale=UT] [data-measure=visits]"))
                    .isEqualTo("–");
            assertThat(open.tiles()).containsEntry("visits", "–").containsEntry("late", "–");
            assertThat(open.text(".tile:has(#visits) .note > :not([hidden])")).isEqualTo("not known: counted for 24 h");
            open.await("#map path.unknown[data-locale=UT]").await("#legend li:text-is('not known')");
            open.page.close();
        }
    }

    /** Yesterday's window must not look like today's. */
    private static void saysThatTheNewestLoginsAreOfYesterday(OpenPage open) {
        open.await("#status-text:text-matches('^no logins since [0-9]+ [A-Z]')");
        assertThat(open.text("#window"))
                .matches("[0-9]+ [A-Z][a-z]+, [0-9:]{8} – [0-9:]{8}")
                .startsWith(open.text("#status-text")
                        .replaceAll(".*since (.*)", "$1")
                        .substring(0, 5));
        for (int width : new int[] {360, 1280}) {
            open.page.setViewportSize(width, 800);
            await().pollInSameThread().untilAsserted(() -> assertThat(
                            (int) open.page.evaluate("() => document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width));
            assertThat((boolean) open.page.evaluate("() => { const title = document.querySelector('#map-title');"
                            + " return title.scrollWidth <= title.clientWidth + 1; }"))
                    .as("the title fits at %d px", width)
                    .isTrue();
        }
        isAccessible(open, "idle");
    }

    private static void isAccessible(OpenPage open, String state) {
        assertThat(Axe.seriousFaultsInEveryTheme(open)).as(state).isEmpty();
    }

    /** A zone in which it is between 6 and 7 in the morning, so that {@link #YESTERDAY_MILLIS} ago was yesterday. */
    private static String zoneOfMorning() {
        int ahead = 6 - ZonedDateTime.now(ZoneOffset.UTC).getHour();
        ahead += ahead < -12 ? 24 : 0; // there is no zone so far west
        return ahead == 0 ? "UTC" : String.format(Locale.ROOT, "Etc/GMT%+d", -ahead);
    }

    private static byte[] row(long start) {
        return StatsJson.write(new WindowStats(Windowing.DEFAULT.window(start), "UT", 7, 5, 6));
    }

    /** Without logins there is no time at which the charts end. */
    private static void stateOfAnEmptyPipeline(OpenPage open) {
        open.await("html[data-connection=empty]").await("#state-panel:not([hidden])");
        open.page.hover("#timeline");
        assertThat(open.errors).isEmpty();
        open.page.close();
    }
}
