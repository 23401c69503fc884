package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import io.rollcall.model.text.IsoTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page at every size, light and dark: nothing overflows, and axe-core finds no serious fault. */
@ExtendWith(PageFixture.class)
class PageLooksIT {
    @ParameterizedTest
    @CsvSource({
        "360, 800, LIGHT, ''",
        "360, 800, DARK, '?state=RI'",
        "1280, 800, DARK, '?state=CA&per=million&measure=users'",
        "3840, 2160, LIGHT, '?state=TX&span=24h'",
        "3840, 2160, DARK, ''",
        "1920, 1080, DARK, '?wall'",
        "1920, 1080, LIGHT, '?wall&measure=visits'",
    })
    void fitsAndIsAccessible(int width, int height, ColorScheme colors, String query, PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext(width, height, colors)) {
            OpenPage open = new OpenPage(context, shared.address(), query).awaitLive();
            open.await("#map path").await("[data-spark=visits] path[d^=M]");
            fits(open, width, height, colors);
            assertThat(Axe.seriousFaults(open)).isEmpty();
            assertThat(open.errors).isEmpty();
        }
    }

    private static void fits(OpenPage open, int width, int height, ColorScheme colors) {
        assertThat(open.page.locator("html").getAttribute("data-theme"))
                .isEqualTo(colors.name().toLowerCase(Locale.ROOT));
        assertThat((int) open.page.evaluate("() => document.documentElement.scrollWidth"))
                .as("width of the page")
                .isLessThanOrEqualTo(width);
        if (width >= 1280) {
            assertThat((int) open.page.evaluate("() => document.documentElement.scrollHeight"))
                    .as("one screen, without scrolling")
                    .isLessThanOrEqualTo(height);
        }
        assertThat(clipped(open)).as("numbers that do not fit").isEmpty();
        if (!open.page.url().contains("wall")) {
            assertThat(smallTargets(open)).as("smaller than 24 px").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 800, LIGHT", "1280, 800, DARK"})
    void pastAndRecord_areAccessible(int width, int height, ColorScheme colors, PageFixture.Shared shared) {
        String window = shared.json("/api/snapshot").at("/window/start").asText();
        String past = "?at=" + IsoTime.format(IsoTime.parse(window) - 120_000);
        try (BrowserContext context = shared.browser.newContext(width, height, colors)) {
            OpenPage open = new OpenPage(context, shared.address(), past).await("html[data-mode=past]");
            open.await("#map path").await("#rejected-feed button").await("[data-spark=logins] path[d^=M]");
            assertThat(Axe.seriousFaults(open)).as("in the past").isEmpty();
            open.page.locator("#rejected-feed button").first().click();
            open.await("#record[open]");
            assertThat(clipped(open)).isEmpty();
            assertThat(Axe.seriousFaults(open)).as("with a record").isEmpty();
            assertThat((int) open.page.evaluate("() => document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            assertThat(open.errors).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', live",
        "'?state=CA', '#state-panel:not([hidden])'",
        "'?state=OTHER', '#other-locales li'",
        "'?at=2020-01-01T00:00:00Z&state=CA', '#outside:not([hidden])'",
        "'?wall', '#labels .value'",
    })
    void everyView_fits_andIsAccessible_inEveryTheme(String query, String shown, PageFixture.Shared shared) {
        shared.sendHostile(System.currentTimeMillis()); // what OTHER is made of is seen among the newest logins alone
        try (BrowserContext context = shared.browser.newContext()) {
            OpenPage open =
                    new OpenPage(context, shared.address(), query).awaitLive().await("#map path");
            open.await(shown.equals("live") ? "[data-spark=visits] path[d^=M]" : shown);
            fits(open, 1280, 800, ColorScheme.LIGHT);
            assertThat(Axe.seriousFaultsInEveryTheme(open)).isEmpty();
            if (shown.equals("live")) {
                open.page.click("#pause");
                open.await("html[data-mode=paused]");
                assertThat(Axe.seriousFaultsInEveryTheme(open)).as("paused").isEmpty();
                open.page.locator("#rejected-feed button").first().click();
                open.await("#record[open]");
                assertThat(Axe.seriousFaultsInEveryTheme(open))
                        .as("record open")
                        .isEmpty();
                open.press("Escape");
                open.page.click("#back");
                open.await("html[data-mode=past]");
                assertThat(Axe.seriousFaultsInEveryTheme(open)).as("past").isEmpty();
            }
            assertThat(open.errors.stream().filter(error -> !error.contains("404")))
                    .isEmpty();
        }
    }

    @Test
    void onAWall_typeIsReadableFromFourMetres_andControlsAreHidden(PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext(1920, 1080, ColorScheme.DARK)) {
            OpenPage open = new OpenPage(context, shared.address(), "").awaitLive();
            open.page.click("#wall");
            open.await("html[data-wall]");
            // A distance of 4 m needs capitals of about 7 mm: 12 px on a 55 inch screen of 1080 lines. Capitals are 0.7
            // of the type.
            assertThat(pixels(open, ".note")).isGreaterThanOrEqualTo(20);
            assertThat(pixels(open, "#states td")).isGreaterThanOrEqualTo(20);
            assertThat(pixels(open, "#visits")).isGreaterThanOrEqualTo(48);
            assertThat(open.page.locator("#records").isVisible()).isFalse();
            assertThat(open.page.locator("#measures").isVisible()).isFalse();
            open.page.click("#wall");
            open.await("html:not([data-wall])");
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, 768", "1280, 800", "1920, 1080", "768, 1024", "360, 740"})
    void everyPlaceBesideTheMap_canBeHit(int width, int height, PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext(width, height, ColorScheme.LIGHT)) {
            OpenPage open =
                    new OpenPage(context, shared.address(), "").awaitLive().await("#callouts button");
            assertThat(smallTargets(open)).as("smaller than 24 px").isEmpty();
            assertThat(open.page.evaluate("""
                    () => {
                      const boxes = [...document.querySelectorAll('#callouts button')]
                        .filter((button) => button.checkVisibility()).map((button) => button.getBoundingClientRect());
                      return boxes.filter((a, i) => boxes.some((b, j) => i < j && a.left < b.right - 1
                        && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
                    }
                    """)).as("overlap").isEqualTo(0);
        }
    }

    @Test
    void reducedMotion_isRespected(PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext()) {
            OpenPage open =
                    new OpenPage(context, shared.address(), "").awaitLive().await("#map path");
            assertThat(open.page.evaluate(
                            "() => getComputedStyle(document.querySelector('#map path')).transitionDuration"))
                    .isEqualTo("0s");
        }
    }

    private static double pixels(OpenPage open, String selector) {
        return ((Number) open.page.evaluate(
                        "(selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)",
                        selector))
                .doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static List<String> clipped(OpenPage open) {
        return (List<String>) open.page.evaluate("""
                () => [...document.querySelectorAll('.number, #map-title, #connection, td')]
                  .filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
                  .map((e) => e.id || e.textContent)
                """);
    }

    /** What can be clicked or tapped and is too small for it. A small state on the map is also a button beside it. */
    @SuppressWarnings("unchecked")
    private static List<String> smallTargets(OpenPage open) {
        return (List<String>) open.page.evaluate("""
                () => [...document.querySelectorAll('a:not(.skip), button, input, label, [role=slider]')]
                  .filter((e) => e.offsetParent && !e.matches('label input'))
                  .map((e) => [e, e.getBoundingClientRect()])
                  .filter(([, {width, height}]) => width < 23.9 || height < 23.9)
                  .map(([e, {width, height}]) => `${e.id || e.textContent} ${width} x ${height}`)
                """);
    }
}
