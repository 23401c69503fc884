package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page for other eyes: in forced colours, on paper, without scripts, on a wall. */
@ExtendWith(PageFixture.class)
class PageMediaIT {
    private static final int ROWS = 58;

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void forcedColours_keepWhatColoursSay(ColorScheme scheme, PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext(1280, 800, scheme)) {
            OpenPage open = new OpenPage(context, shared.address(), "?state=CA").awaitLive();
            open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            open.await("#map path").await("#legend li + li");
            assertThat(style(open, "#legend li:last-child i", "backgroundColor"))
                    .as("swatches keep their colours")
                    .isNotEqualTo(style(open, "#legend li:first-child i", "backgroundColor"));
            assertThat(style(open, "#map [data-locale=CA]", "fill"))
                    .as("states keep theirs")
                    .isEqualTo(open.page.evaluate("() => document.querySelector('#map [data-locale=CA]').style.fill"));
            assertThat(style(open, ".key i", "backgroundImage")).startsWith("repeating-linear-gradient");
            assertThat(style(open, "#measure :checked + span", "backgroundColor"))
                    .as("the measure that is chosen")
                    .isNotEqualTo(style(open, "#measure input:not(:checked) + span", "backgroundColor"));
            assertThat(style(open, "#states [aria-current=true]", "outlineStyle"))
                    .as("the state that is open")
                    .isEqualTo("solid");
            open.page.focus("#filter");
            assertThat(style(open, "#filter", "outlineStyle")).isEqualTo("solid");
            assertThat(style(open, "#filter", "outlineWidth")).isEqualTo("3px");
            await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            contrastOfCanvas(open))
                    .as("the bars against the ground")
                    .isGreaterThan(3));
        }
    }

    /** The greatest contrast of a pixel of the timeline with the ground of the page. */
    private static double contrastOfCanvas(OpenPage open) {
        return ((Number) open.page.evaluate("""
                () => {
                  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                  const light = (r, g, b) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
                  const ground = light(...getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number));
                  const canvas = document.querySelector('#timeline canvas');
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  let most = 1;
                  for (let i = 0; i < data.length; i += 4) {
                    if (data[i + 3] < 255) continue;
                    const one = light(data[i], data[i + 1], data[i + 2]);
                    most = Math.max(most, (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05));
                  }
                  return most;
                }
                """)).doubleValue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void paper_hasTheWholeTable_theWindowAndTheTime_onWhite(ColorScheme scheme, PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext(1280, 800, scheme)) {
            OpenPage open =
                    new OpenPage(context, shared.address(), "").awaitLive().await("#map path");
            open.page.fill("#filter", "north");
            open.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            open.await("html[data-theme=light]");

            assertThat(style(open, "body", "backgroundColor")).isEqualTo("rgb(255, 255, 255)");
            assertThat(open.page.locator("#states tbody tr").all())
                    .hasSizeGreaterThanOrEqualTo(ROWS)
                    .allMatch(row -> row.isVisible());
            assertThat((boolean) open.page.evaluate("() => { const box = document.querySelector('#table-scroll');"
                            + " return box.scrollHeight <= box.clientHeight + 1; }"))
                    .as("no row is hidden in a box that scrolls")
                    .isTrue();
            for (String control : List.of("#controls", "#measures", "#span", "#transport", "#filter", "#csv")) {
                assertThat(open.page.locator(control).isVisible()).as(control).isFalse();
            }
            String start = open.page.locator("#window").getAttribute("datetime");
            assertThat(open.text("#printed"))
                    .contains("Window " + Integer.parseInt(start.substring(8, 10)) + " ", " to ", "As of ")
                    .containsPattern("final|provisional");
            assertThat(open.page.locator("#measure-title").isVisible()).isTrue();
            byte[] pdf =
                    open.page.pdf(new Page.PdfOptions().setPrintBackground(true).setFormat("A4"));
            assertThat(pdf.length).isGreaterThan(10_000);
            assertThat(open.errors).isEmpty();
        }
    }

    @Test
    void withoutScripts_thePageHasOneSentenceAndTheNumbersOfTheServer(PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContextWithoutScripts()) {
            OpenPage open = new OpenPage(context, shared.address(), "");
            JsonNode snapshot = shared.json("/api/snapshot");
            Visible plain = new Visible(open, "#plain");
            assertThat(plain.text()).startsWith("This page needs JavaScript to update itself.");
            assertThat(plain.text())
                    .contains(String.format(
                            Locale.ROOT, "%,d", snapshot.at("/visits/total").longValue()));
            assertThat(open.page.locator("#plain tbody tr").count()).isGreaterThanOrEqualTo(ROWS);
            for (String hidden : List.of("main", "#controls", "#pipeline", "#status")) {
                assertThat(open.page.locator(hidden).isVisible()).as(hidden).isFalse();
            }
            assertThat(open.page.locator("#plain p").first().boundingBox().y)
                    .as("the sentence stands on top")
                    .isLessThan(120);
        }
    }

    /** The visible text of an element, which must be visible. */
    private record Visible(OpenPage open, String selector) {
        String text() {
            assertThat(open.page.locator(selector).isVisible()).isTrue();
            return open.page.locator(selector).innerText();
        }
    }

    @Test
    void wall_namesTheMeasure_showsTheServersTime_andLabelsTheStates(PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext(1920, 1080, ColorScheme.DARK)) {
            OpenPage open = new OpenPage(context, shared.address(), "?wall&measure=users&per=million").awaitLive();
            open.await("#labels .value");
            assertThat(new Visible(open, "#measure-title").text())
                    .isEqualTo("Unique users per million inhabitants in 30 s");
            assertThat(new Visible(open, "#clock").text()).matches("[0-9]{2}:[0-9]{2}:[0-9]{2} UTC.*");
            assertThat(open.page.locator("#labels .code").count()).isGreaterThan(30);
            assertThat(open.page.locator("#labels .code").allTextContents())
                    .contains("CA", "TX", "NY", "AK")
                    .doesNotContain("DC", "RI");
            assertThat(open.page.locator("#labels .value").allTextContents())
                    .anyMatch(number -> number.matches("[0-9.]+"));
            labelsCanBeRead(open);
            open.page.locator("#wall").focus();
            open.page.locator("#wall").click();
            open.await("html:not([data-wall])");
            assertThat(open.page.locator("#clock").isVisible()).isFalse();
            assertThat(open.page.locator("#labels").isVisible()).isFalse();
        }
    }

    /** Labels are at least 14 px, and none meets another, also with the longest numbers. */
    @SuppressWarnings("unchecked")
    private static void labelsCanBeRead(OpenPage open) {
        Map<String, Object> labels = (Map<String, Object>) open.page.evaluate("""
                () => {
                  const svg = document.querySelector('#labels');
                  const all = [...svg.querySelectorAll('text')];
                  for (const value of svg.querySelectorAll('.value')) value.textContent = '123k';
                  const boxes = all.map((text) => {
                    const { left, right, top, height } = text.getBoundingClientRect();
                    const name = text.matches('.code') ? text.textContent : `number of ${text.previousElementSibling.textContent}`;
                    return { name, left, right, top: top + 0.25 * height, bottom: top + 0.78 * height }; // of the digits
                  });
                  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                  const meeting = boxes.flatMap((a, i) =>
                    boxes.slice(i + 1).filter((b) => meets(a, b)).map((b) => `${a.name} and ${b.name}`));
                  return { pixels: parseFloat(getComputedStyle(svg).fontSize) * svg.getScreenCTM().a, meeting };
                }
                """);
        assertThat(((Number) labels.get("pixels")).doubleValue()).isGreaterThanOrEqualTo(14);
        assertThat((List<String>) labels.get("meeting")).isEmpty();
    }

    @Test
    void thresholds_colourTiles_andSayWhy(PageFixture.Shared shared) {
        Settings settings = shared.pipeline
                .settings()
                .with(SettingKey.DASHBOARD_PORT, "0")
                .with(SettingKey.DASHBOARD_WARN, "users>0, devices<0")
                .with(SettingKey.DASHBOARD_ALARM, "users>0.5,devices>1000000");
        try (DashboardServer server = new DashboardServer(settings, Clock.systemUTC());
                BrowserContext context = shared.browser.newContext()) {
            server.start();
            OpenPage open = new OpenPage(context, "http://localhost:" + server.port(), "").awaitLive();
            open.await(".tile[data-level=alarm]");
            assertThat(open.text(".tile[data-level=alarm] h2")).isEqualTo("Unique users");
            assertThat(open.text(".tile[data-level=alarm] .level")).isEqualTo("alarm: above 0.5");
            assertThat(open.page.locator(".tile[data-level]").count())
                    .as("no other tile is beyond a bound")
                    .isOne();
            assertThat(style(open, "#users", "color")).isNotEqualTo(style(open, "#devices", "color"));
        }
    }

    @Test
    void elsewhere_saysOfWhichLocalesItIsMade(PageFixture.Shared shared) {
        shared.sendHostile(System.currentTimeMillis()); // only the newest logins are looked at
        try (BrowserContext context = shared.browser.newContext()) {
            OpenPage open = new OpenPage(context, shared.address(), "?state=OTHER").awaitLive();
            open.await("#other-locales li");
            assertThat(open.text("#other-locales .note"))
                    .matches("Among the newest [0-9,]+ clean logins, whatever window is shown:");
            assertThat(open.page.locator("#other-locales li span").allTextContents())
                    .contains(PageFixture.HOSTILE.toUpperCase(Locale.ROOT));
            assertThat(open.page.locator("#other-locales script").count()).isZero();
            open.page.keyboard().press("Escape");
            open.await("#other-locales[hidden]");
            open.page.click("#callouts [data-locale=DC]");
            open.await("#state-panel:not([hidden])");
            assertThat(open.page.locator("#other-locales").isVisible()).isFalse();
        }
    }

    private static String style(OpenPage open, String selector, String property) {
        return (String) open.page.evaluate(
                "([selector, property]) => getComputedStyle(document.querySelector(selector))[property]",
                List.of(selector, property));
    }
}
