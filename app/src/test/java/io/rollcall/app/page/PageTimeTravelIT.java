package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import io.rollcall.model.text.IsoTime;
import io.rollcall.testkit.oracle.Oracle;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page at an earlier moment: its numbers are those of the raw topic for that window. */
@ExtendWith(PageFixture.class)
class PageTimeTravelIT {
    private static final long SLIDE = 10_000;
    private static final long LENGTH = 30_000;

    private PageFixture.Shared shared;
    private BrowserContext context;
    private Oracle oracle;
    /** Start of a window in the middle of the history, ms; not aligned to its length. */
    private long start;

    @BeforeEach
    void open(PageFixture.Shared fixture) {
        shared = fixture;
        context = shared.browser.newContext();
        oracle = shared.pipeline.oracle();
        start = Math.floorDiv(shared.filledUntilMillis() - 6 * 60_000, LENGTH) * LENGTH + SLIDE;
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void at_showsTheNumbersOfTheOracleForThatWindow() {
        OpenPage page = at(start);

        assertShows(page, start);
        assertThat(page.text("#connection")).startsWith("viewing ");
        long visits = oracle.logins.entrySet().stream()
                .filter(entry ->
                        startOf(entry.getKey()) % LENGTH == 0 && startOf(entry.getKey()) + LENGTH <= start + LENGTH)
                .mapToLong(entry -> entry.getValue().size())
                .sum();
        assertThat(page.text("#visits")).isEqualTo(Long.toString(visits));
        page.page.hover("#map [data-locale=TX]");
        page.page.waitForSelector("#tip[data-locale=TX]");
        long now = logins(start).getOrDefault("TX", 0L);
        long before = logins(start - LENGTH).getOrDefault("TX", 0L);
        double change = 100.0 * (now - before) / before;
        assertThat(page.text("#tip .chosen .change"))
                .startsWith(change < 0 ? "−" : "+")
                .contains(Math.abs(change) < 9.95 ? "." : Long.toString(Math.round(Math.abs(change))));
    }

    @Test
    void momentOutsideOfTheHistory_isSaid_withAWayBackToLive() {
        OpenPage page = new OpenPage(context, shared.address(), "?at=2020-01-01T00:00:00Z");
        page.page.waitForSelector("#outside"); // visible
        assertThat(page.text("#outside h3")).isEqualTo("Before the history");
        assertThat(page.text("#outside p")).contains("2020", "The history covers");
        assertThat(page.tiles().values()).containsOnly("–");
        assertThat(page.text("#states [data-locale=CA] [data-measure=logins]")).isEqualTo("–");
        assertThat(page.text("#window-state")).isEmpty();
        page.page.click("#outside button");
        page.await("html[data-mode=live]").await("#outside[hidden]").await("#logins[data-number]");

        page = new OpenPage(context, shared.address(), "?at=2100-01-01T00:00:00Z");
        page.page.waitForSelector("#outside");
        assertThat(page.text("#outside h3")).isEqualTo("After the history");
    }

    @Test
    void arrowKeys_goWindowByWindow_andEndIsLive() {
        OpenPage page = at(start);

        page.page.keyboard().press("ArrowLeft");
        page.awaitWindow(IsoTime.format(start - SLIDE));
        assertShows(page, start - SLIDE);
        page.page.keyboard().press("ArrowRight");
        page.page.keyboard().press("ArrowRight");
        page.awaitWindow(IsoTime.format(start + SLIDE));
        assertShows(page, start + SLIDE);
        page.awaitAddress("at=" + addressed(start + SLIDE));

        page.page.focus("#timeline");
        page.page.keyboard().press("End");
        page.await("html[data-mode=live]");
        assertShows(page, IsoTime.parse(shared.settled().at("/window/start").asText()));
    }

    @Test
    void draggingTheTimeline_goesBack_andLiveReturns() {
        OpenPage page = new OpenPage(context, shared.address(), "").awaitLive();
        page.await("[data-spark=visits] path[d^=M]");
        var box = page.page.locator("#timeline").boundingBox();
        page.page.mouse().move(box.x + box.width * 0.9, box.y + box.height / 2);
        page.page.mouse().down();
        page.await("html[data-mode=past]");
        String pressed = page.awaitAddress("at=");
        page.page.mouse().move(box.x + box.width * 0.7, box.y + box.height / 2);
        page.page.mouse().up();
        page.page.waitForURL((String url) -> !url.endsWith(pressed)); // the address follows a quarter of a second later
        String at = page.awaitAddress("at=").replaceFirst(".*at=([^&]*).*", "$1");
        long shown = IsoTime.parse(at) - LENGTH;
        page.awaitWindow(IsoTime.format(shown));
        assertShows(page, shown);

        page.page.click("#live");
        page.await("html[data-mode=live]");
    }

    @Test
    void play_advances_untilStoppedOrLive() {
        String newest = shared.json("/api/snapshot").at("/window/start").asText();
        long from = IsoTime.parse(newest) - 6 * 60_000; // 6 s at 60×
        OpenPage page = at(from);
        page.await("#speed:text-is('10×')");
        page.page.click("#play");
        page.awaitWindow(IsoTime.format(from + 2 * SLIDE));
        page.page.click("#play");
        page.await("#play:text-is('play')");
        page.page.click("#speed");
        page.await("#speed:text-is('60×')");
        page.page.click("#play");
        page.await("html[data-mode=live]");
        page.await("#play:text-is('play')");
        assertThat(page.errors).isEmpty();
    }

    @Test
    void timeline_coversTheChosenSpan() {
        OpenPage page = new OpenPage(context, shared.address(), "?span=3h").awaitLive();
        assertThat(page.page.locator("#span [value='3h']").isChecked()).isTrue();
        page.page
                .locator("#span label", new com.microsoft.playwright.Page.LocatorOptions().setHasText("24 h"))
                .click();
        page.awaitAddress("span=24h");
    }

    private OpenPage at(long windowStart) {
        OpenPage page = new OpenPage(context, shared.address(), "?at=" + addressed(windowStart));
        return page.await("html[data-mode=past]").awaitWindow(IsoTime.format(windowStart));
    }

    /** How the address names a window: by its end, in whole seconds. */
    private static String addressed(long windowStart) {
        return IsoTime.format(windowStart + LENGTH).replace(".000Z", "Z");
    }

    private void assertShows(OpenPage page, long windowStart) {
        page.awaitWindow(IsoTime.format(windowStart));
        Map<String, Long> expected = logins(windowStart);
        Map<String, Long> shown = new TreeMap<>();
        page.table().forEach((locale, cells) -> {
            if (!cells.get(1).equals("0")) {
                shown.put(locale, Long.parseLong(cells.get(1)));
            }
        });
        assertThat(shown).isEqualTo(expected);
        Set<String> users = new HashSet<>();
        oracle.users.forEach((key, ids) -> {
            if (startOf(key) == windowStart) {
                users.addAll(ids);
            }
        });
        assertThat(Long.parseLong(page.text("#users")))
                .isBetween((long) (users.size() * 0.96), (long) (users.size() * 1.04));
        assertThat(page.text("#logins"))
                .isEqualTo(Long.toString(
                        expected.values().stream().mapToLong(Long::longValue).sum()));
    }

    private Map<String, Long> logins(long windowStart) {
        Map<String, Long> logins = new TreeMap<>();
        oracle.logins.forEach((key, ids) -> {
            if (startOf(key) == windowStart) {
                logins.put(key.substring(key.indexOf('|') + 1), (long) ids.size());
            }
        });
        return logins;
    }

    private static long startOf(String key) {
        return IsoTime.parse(key.substring(0, key.indexOf('|')));
    }
}
