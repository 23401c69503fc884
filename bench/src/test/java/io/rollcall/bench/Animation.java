package io.rollcall.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Takes the animation of the README: the page starts, goes live, is dragged into the past, and opens a state. The frames
 * are screenshots of a real browser; {@code img2webp} (Debian: webp) joins them.
 */
class Animation {
    private static final Path FILE = Path.of("../docs/img/tour.webp");
    private static final Path FRAMES = Path.of("target/animation");
    private static final long MAX_BYTES = 2_000_000;

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    /** Pixels of the animation per pixel of the page. */
    private static final double SCALE = 0.75;

    private static final String QUALITY = "72";
    private static final long HISTORY_MILLIS = Duration.ofHours(2).toMillis();
    /** Logins per second that are played. */
    private static final int RATE = 1_000;

    /** Milliseconds for which a frame is shown. */
    private static final int STEP = 150;

    private static final int LONG = 1_400;

    /** Milliseconds to wait for a state of the page, also on a busy machine. */
    private static final int PATIENCE = 120_000;

    /** A headless browser draws no pointer. The page's policy forbids style sheets from elsewhere, but not this. */
    private static final String DRAW_POINTER = """
            ([x, y, down]) => {
              const pointer = document.getElementById("tour-pointer") ?? document.body.appendChild(document.createElement("div"));
              pointer.id = "tour-pointer";
              Object.assign(pointer.style, { position: "fixed", left: `${x - 11}px`, top: `${y - 11}px`, width: "22px",
                height: "22px", boxSizing: "border-box", borderRadius: "50%", pointerEvents: "none", zIndex: 9999,
                border: "2px solid #d9480f", background: down ? "#d9480faa" : "#d9480f33" });
            }""";

    private final List<String> frames = new ArrayList<>();
    private Page page;

    @Test
    void take() throws Exception {
        Files.createDirectories(FRAMES);
        try (Chromium chromium = new Chromium();
                FedDashboard dashboard = new FedDashboard(RATE);
                BrowserContext context = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(WIDTH, HEIGHT)
                                .setDeviceScaleFactor(SCALE)
                                .setColorScheme(ColorScheme.LIGHT)
                                .setReducedMotion(ReducedMotion.NO_PREFERENCE))) {
            page = context.newPage();
            page.setDefaultTimeout(PATIENCE);
            page.navigate(dashboard.address());
            page.waitForSelector("html[data-connection=starting]");
            frame(LONG);
            dashboard.createTopics();
            dashboard.goLive(HISTORY_MILLIS);
            goLive();
            drag();
            openAState();
        }
        join();
    }

    private void goLive() {
        page.waitForSelector("html[data-connection=live]");
        page.waitForSelector(
                "[data-spark=visits] path[d^=M]",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        // The history comes within seconds, faster than anybody logs in.
        page.waitForFunction(
                "(most) => Number(document.querySelector('#logins-rate').textContent.replaceAll(',', '')) < most",
                2 * RATE);
        for (int i = 0; i < 12; i++) {
            page.waitForTimeout(2 * STEP);
            frame(2 * STEP);
        }
    }

    private void drag() {
        BoundingBox timeline = page.locator("#timeline").boundingBox();
        double y = timeline.y + timeline.height / 2;
        Mouse mouse = page.mouse();
        move(timeline.x + timeline.width * 0.97, y, false);
        frame(2 * STEP);
        mouse.down();
        for (int i = 0; i <= 14; i++) {
            move(timeline.x + timeline.width * (0.97 - 0.035 * i), y, true);
            page.waitForTimeout(STEP);
            frame(STEP);
        }
        mouse.up();
        page.waitForSelector("[data-mode=past]");
        page.waitForTimeout(500);
        frame(LONG);
    }

    private void openAState() {
        press("#live");
        page.waitForSelector("[data-mode=live]");
        page.waitForTimeout(500);
        frame(4 * STEP);
        press("#map [data-locale=CA]");
        page.waitForSelector("#state-panel:not([hidden])");
        for (int i = 0; i < 5; i++) {
            page.waitForTimeout(2 * STEP);
            frame(2 * STEP);
        }
        frame(LONG);
    }

    private void press(String selector) {
        BoundingBox box = page.locator(selector).first().boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        move(x, y, false);
        frame(2 * STEP);
        move(x, y, true);
        frame(STEP);
        page.mouse().click(x, y);
        draw(x, y, false);
    }

    private void move(double x, double y, boolean down) {
        page.mouse().move(x, y);
        draw(x, y, down);
    }

    private void draw(double x, double y, boolean down) {
        page.evaluate(DRAW_POINTER, List.of(x, y, down));
    }

    private void frame(int millis) {
        Path file = FRAMES.resolve("%03d.png".formatted(frames.size() / 3));
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        frames.addAll(List.of("-d", Integer.toString(millis), file.toString()));
    }

    private void join() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("img2webp", "-loop", "0", "-lossy", "-q", QUALITY, "-m", "6"));
        command.addAll(frames);
        command.addAll(List.of("-o", FILE.toString()));
        Process join;
        try {
            join = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(FRAMES.resolve("img2webp.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("img2webp is missing: apt-get install webp", e);
        }
        if (join.waitFor() != 0) {
            throw new IOException("img2webp failed: see " + FRAMES.resolve("img2webp.log"));
        }
        if (Files.size(FILE) >= MAX_BYTES) {
            throw new IOException(FILE + " has " + Files.size(FILE) + " bytes, and " + MAX_BYTES + " are too many");
        }
        System.out.println(FILE + ": " + frames.size() / 3 + " frames, " + Files.size(FILE) + " bytes");
    }
}
