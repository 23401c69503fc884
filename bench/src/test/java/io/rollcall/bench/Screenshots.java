package io.rollcall.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.rollcall.model.place.Locales;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Takes pictures of the page in its main states. Those that a document shows go to docs/img, the others to target. */
class Screenshots {
    /** The pictures that the documents show. */
    private static final Set<String> IN_DOCUMENTS = Set.of("page-light", "wall", "state", "past", "world");

    private static final Path DOCUMENTS = Path.of("../docs/img");
    private static final Path OTHERS = Path.of("target/screenshots");
    private static final long HISTORY_MILLIS = Duration.ofHours(2).toMillis();

    private FedDashboard dashboard;
    private Chromium chromium;

    @Test
    void take() throws IOException {
        try (Chromium browser = new Chromium();
                FedDashboard fed = new FedDashboard(1_000)) {
            chromium = browser;
            dashboard = fed;
            beforeTheFirstNumbers();
            fed.goLive(HISTORY_MILLIS);
            live();
            fed.feed().report(System.currentTimeMillis(), 0);
            offline();
        }
        try (Chromium browser = new Chromium();
                FedDashboard fed = new FedDashboard(1_000, Locales.WORLD)) {
            chromium = browser;
            dashboard = fed;
            fed.createTopics();
            fed.goLive(HISTORY_MILLIS);
            world();
        }
    }

    private void beforeTheFirstNumbers() {
        take("starting", 1280, 800, ColorScheme.LIGHT, "", "starting", page -> {});
        dashboard.createTopics();
        dashboard.feed().report(System.currentTimeMillis(), 0);
        take("empty", 1280, 800, ColorScheme.LIGHT, "", "empty", page -> {});
        dashboard.feed().report(System.currentTimeMillis(), 2_000_000);
        take("catching-up", 1280, 800, ColorScheme.DARK, "", "catching-up", page -> {});
    }

    private void live() {
        take("page-light", 1280, 800, ColorScheme.LIGHT, "", "live", Screenshots::settle);
        take("page-dark", 1280, 800, ColorScheme.DARK, "", "live", page -> {
            settle(page);
            page.hover("#map [data-locale=CO]");
        });
        String earlier = Instant.now().minus(Duration.ofMinutes(20)).toString();
        take("past", 1280, 800, ColorScheme.LIGHT, "?measure=users&at=" + earlier, "live", page -> {
            page.waitForSelector("[data-mode=past]");
            settle(page);
        });
        take("state", 1280, 800, ColorScheme.DARK, "?state=CA&span=3h", "live", page -> {
            page.waitForSelector("#state-panel:not([hidden])");
            settle(page);
        });
        take("phone", 360, 800, ColorScheme.LIGHT, "", "live", page -> {
            settle(page);
            full("phone-whole", page);
        });
        take("phone-dark", 360, 800, ColorScheme.DARK, "?state=RI", "live", page -> {
            settle(page);
            full("phone-dark-whole", page);
        });
        take("tablet", 768, 1024, ColorScheme.LIGHT, "", "live", page -> {
            settle(page);
            full("tablet-whole", page);
        });
        take("wall", 1920, 1080, ColorScheme.DARK, "?wall", "live", Screenshots::settle);
        take("4k", 3840, 2160, ColorScheme.LIGHT, "?state=TX&span=24h", "live", Screenshots::settle);
    }

    private void world() {
        take("world", 1280, 800, ColorScheme.DARK, "", "live", Screenshots::settle);
        take("world-light", 1280, 800, ColorScheme.LIGHT, "?state=DEU", "live", Screenshots::settle);
        take("world-states", 1280, 800, ColorScheme.LIGHT, "?map=us", "live", Screenshots::settle);
        take("world-phone", 360, 800, ColorScheme.DARK, "", "live", page -> {
            settle(page);
            full("world-phone-whole", page);
        });
        take("world-wall", 1920, 1080, ColorScheme.DARK, "?wall", "live", Screenshots::settle);
    }

    private void offline() {
        take("offline", 1280, 800, ColorScheme.LIGHT, "", "live", page -> {
            settle(page);
            dashboard.stopFeeding();
            dashboard.stopServer();
            page.waitForSelector("[data-connection=offline]");
        });
    }

    private static void settle(Page page) {
        page.waitForSelector(
                "[data-spark=visits] path[d^=M]",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        page.waitForTimeout(1_500); // colours fade, and the page redraws its charts once per second
    }

    /** Playwright creates the folder if necessary. */
    private static Path file(String name) {
        return (IN_DOCUMENTS.contains(name) ? DOCUMENTS : OTHERS).resolve(name + ".png");
    }

    /** Takes a picture of the whole page, also of what does not fit on the screen. */
    private static void full(String name, Page page) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file(name)).setFullPage(true));
    }

    private void take(
            String name, int width, int height, ColorScheme colours, String query, String state, Consumer<Page> then) {
        try (BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(colours)
                        .setReducedMotion(ReducedMotion.NO_PREFERENCE))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> System.out.println(name + ": " + message.text()));
            page.onPageError(error -> System.out.println(name + ": " + error));
            page.navigate(dashboard.address() + "/" + query);
            page.waitForSelector("html[data-connection=" + state + "]");
            then.accept(page);
            page.screenshot(new Page.ScreenshotOptions().setPath(file(name)));
        }
    }
}
