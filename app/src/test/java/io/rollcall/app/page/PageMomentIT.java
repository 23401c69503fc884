package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.rollcall.model.text.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which moment the page shows: its zone, its address, the browser's history, the timeline, the past and a pause. */
@ExtendWith(PageFixture.class)
class PageMomentIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long LENGTH = 30_000;

    private PageFixture.Shared shared;
    private BrowserContext context;

    @BeforeEach
    void open(PageFixture.Shared fixture) {
        shared = fixture;
        context = shared.browser.newContextIn(ZONE.getId());
    }

    @AfterEach
    void close() {
        context.close();
    }

    private OpenPage live(String query) {
        return new OpenPage(context, shared.address(), query).awaitLive().await("#map path");
    }

    /** The end of a window of the past, as the address names it. */
    private String past() {
        long newest =
                IsoTime.parse(shared.json("/api/snapshot").at("/window/start").asText());
        return IsoTime.format(newest - 5 * 60_000 + LENGTH).replace(".000Z", "Z");
    }

    @Test
    void zone_isSaid_chosenByOneControl_andRemembered() {
        OpenPage page = live("");
        assertThat(page.page.locator("#map-title .zone").textContent()).isEqualTo("UTC+5:30");
        assertThat(page.text("#window"))
                .as("with a day just after midnight")
                .contains(clock(windowStart(page), ZONE) + " –");

        page.page.click("#zone");
        page.awaitAddress("tz=utc");
        page.await("#map-title .zone:text-is('UTC')");
        assertThat(page.text("#window")).contains(windowStart(page).toString().substring(11, 19) + " –");
        JavascriptTimes times = JavascriptTimes.of(page);
        assertThat(times.rejected()).endsWith(times.recorded());

        page.close();
        page = live("");
        assertThat(page.text("#map-title .zone")).as("remembered").isEqualTo("UTC");
        page.page.click("#zone");
        page.await("#map-title .zone:text-is('UTC+5:30')");
        page.close();
        page = live("?tz=utc");
        assertThat(page.text("#map-title .zone")).as("in the address").isEqualTo("UTC");
    }

    /** Times of the newest rejected record: as the page writes it, and as the record has it. */
    private record JavascriptTimes(String rejected, String recorded) {
        static JavascriptTimes of(OpenPage page) {
            String recorded = (String) page.page.evaluate("""
                    () => fetch('api/rejected?limit=1').then((r) => r.json()).then((b) => b.rejected[0].rejected_at)
                    """);
            return new JavascriptTimes(page.text("#rejected-feed li:first-child time"), recorded.substring(11, 19));
        }
    }

    @Test
    void inThePast_whatIsLiveSaysSo() {
        OpenPage page = live("");
        assertThat(page.page.locator(".now:visible").count()).isZero();
        page.press("ArrowLeft");
        page.await("html[data-mode=past]");
        for (String part : new String[] {
            ".facts div:nth-child(1)", ".facts div:nth-child(2)", "#pipeline", "#latest-panel", "#rejected-panel"
        }) {
            assertThat(page.page.locator(part + " .now").isVisible()).as(part).isTrue();
        }
        page.press("End"); // from the body
        page.await("html[data-mode=live]");
    }

    @Test
    void paused_everythingStandsStill() {
        OpenPage page = live("");
        page.page.click("#pause");
        page.await("html[data-mode=paused]");
        assertThat(page.text("#connection")).startsWith("paused at ");
        String held = everything(page);
        assertThat(page.text("#as-of")).doesNotContain("ago", "just now");

        OpenPage other = live("");
        long visits = shared.json("/api/snapshot").at("/visits/total").longValue();
        shared.sendFrom("NM", 40, windowStart(page).toEpochMilli() + 1_000);
        shared.pipeline.awaitAllCounted();
        other.await("#visits:not([data-number='" + visits + "'])");
        page.page.waitForTimeout(1_500); // longer than any pause between two updates of the page
        assertThat(everything(page)).isEqualTo(held);
        other.close();
    }

    private static String everything(OpenPage page) {
        return page.page.innerText("header") + page.page.innerText("main");
    }

    @Test
    void address_saysWhatItCannotShow() {
        OpenPage page = live("?measure=secrets&at=yesterday");
        assertThat(page.text("#address-problem")).contains("measure=secrets", "users, logins", "at=yesterday");
        page.page.click("#zone");
        page.await("#address-problem:empty");

        page = live("?state=ZZ");
        page.page.waitForSelector("#address-problem:has-text('state=ZZ')");
    }

    @Test
    void back_undoesWhatWasOpened() {
        OpenPage page = live("");
        page.page.check("#measure [value=users]", new Page.CheckOptions().setForce(true));
        page.awaitAddress("measure=users");
        page.page.click("#callouts [data-locale=DC]");
        page.awaitAddress("state=DC");
        page.page.evaluate("() => { for (const times of [1, 2]) document.getElementById('back').click(); }");
        page.await("html[data-mode=past]");
        page.awaitAddress("at=");

        page.page.goBack(); // moments that follow each other at once are one entry
        page.await("html[data-mode=live]").await("#state-panel:not([hidden])");
        page.page.goBack();
        page.await("#state-panel[hidden]").await("#states[data-measure=users]");
        page.page.goBack();
        page.await("#states[data-measure=logins]");
        page.page.goForward();
        page.await("#states[data-measure=users]");
    }

    @Test
    void timeline_followsTheMeasure_andReadsOutWhatIsUnderThePointer() {
        OpenPage page = live("?tz=utc&at=" + past());
        page.await("html[data-mode=past]").await("[data-spark=visits] path[d^=M]");
        assertThat(page.text("#timeline-title")).isEqualTo("Logins per 30 s window");
        page.page.hover("#timeline");
        page.page.waitForSelector("#timeline .readout:has-text('logins')");
        assertThat(page.text("#timeline .readout"))
                .matches("\\d\\d:\\d\\d:\\d\\d – \\d\\d:\\d\\d:\\d\\d UTC · [\\d,]+ logins · (final|provisional).*");
        page.page.check("#measure [value=users]", new Page.CheckOptions().setForce(true));
        page.page.hover("#timeline");
        page.page.waitForSelector("#timeline .readout:has-text('unique users')");
        assertThat(page.text("#timeline-title")).isEqualTo("Unique users per 30 s window");

        page.page.click("#callouts [data-locale=DC]");
        page.page.waitForSelector("#state-timeline-title:has-text('District of Columbia')");
        assertThat(page.text("#state-timeline-title")).isEqualTo("Unique users per 30 s window, District of Columbia");
    }

    @Test
    void timelineByKeys_readsOutTheWindowThatIsShown_andItsTextIsNeverOld() {
        OpenPage page = live("?tz=utc");
        page.page.focus("#speed");
        page.press("Shift+Tab", "Shift+Tab", "Shift+Tab"); // makes the browser show the focus
        page.page.focus("#timeline");
        page.press("ArrowLeft");
        String first = awaitChosenWindow(page, "");
        page.press("ArrowLeft");
        String clock = awaitChosenWindow(page, first).substring(11, 19);
        page.page.waitForSelector("#timeline .readout:has-text('" + clock + "')");
        page.await("#timeline[aria-valuetext^='" + clock + "'][aria-valuetext$='logins']");

        page.press("End");
        page.await("html[data-mode=live]").await("#timeline[aria-valuetext^='live, ']");
        shared.send(77, System.currentTimeMillis() - 1_000, System.currentTimeMillis(), 20);
        page.page.waitForFunction("document.querySelector('#timeline').ariaValueText"
                + ".includes(document.querySelector('#window').getAttribute('datetime').slice(11, 19))");
        assertThat(page.focused()).isEqualTo("timeline");
    }

    /** Waits until the page shows the window that its address names, and that is not this one. Returns its start. */
    private static String awaitChosenWindow(OpenPage page, String before) {
        return (String) page.page.waitForFunction("""
                        (before) => {
                          const end = Date.parse(new URLSearchParams(location.search).get('at'));
                          const start = document.querySelector('#window').getAttribute('datetime');
                          return start !== before && Date.parse(start) + 30_000 === end && start;
                        }""", before).jsonValue();
    }

    /** A restart of the jobs over a backlog, and a burst of rejected records, as they happen. */
    @Test
    void timeline_marksTroubleAtOnce() {
        OpenPage page = live("?tz=utc").await("#pipeline [data-step=clean] [data-fact=through]:not(:text-is('–'))");
        shared.pipeline.stopJobs();
        long now = System.currentTimeMillis();
        shared.send(78, now - 20_000, now, 4_000);
        shared.sendMalformed(3_000, now);
        shared.pipeline.startClean();
        shared.pipeline.startStats();
        page.page.waitForSelector("#incident-key");
        shared.pipeline.awaitAllCounted();
        await().atMost(Duration.ofSeconds(60)).pollInSameThread().untilAsserted(() -> assertThat(readouts(page))
                .anyMatch(text -> text.matches(".* · (clean|stats) started again.*"))
                .anyMatch(text -> text.matches(".* · (clean|stats) up to [0-9,]+ records behind.*"))
                .anyMatch(text -> text.matches(".* · [0-9],[0-9]{3} rejected \\([0-9]+ %\\).*")));
        shared.awaitHealthy();
    }

    /** What the timeline reads out along its whole length. */
    private static Set<String> readouts(OpenPage page) {
        BoundingBox box = page.page.locator("#timeline").boundingBox();
        Set<String> texts = new HashSet<>();
        for (double x = box.x + 2; x < box.x + box.width; x += 4) {
            page.page.mouse().move(x, box.y + box.height / 2);
            texts.add(page.text("#timeline .readout"));
        }
        return texts;
    }

    private static Instant windowStart(OpenPage page) {
        return Instant.parse(page.page.locator("#window").getAttribute("datetime"));
    }

    private static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }
}
