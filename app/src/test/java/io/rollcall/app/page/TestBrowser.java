package io.rollcall.app.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The installed Chromium, headless and without requests to the internet. */
final class TestBrowser implements AutoCloseable {
    /** First the headless shell: the same engine without windows, which opens a page for half the CPU time. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private final Playwright playwright;
    private final Browser browser;

    TestBrowser() {
        Path executable = executable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS));
    }

    private static Path executable() {
        List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no browser on the PATH: install chromium"));
    }

    /** A new profile, with windows of this size (px). */
    BrowserContext newContext(int width, int height, ColorScheme colours) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    /** A new profile, with windows of the size of a laptop screen. */
    BrowserContext newContext() {
        return newContext(1280, 800, ColorScheme.LIGHT);
    }

    /** A new profile in this time zone, such as {@code America/New_York}. */
    BrowserContext newContextIn(String zone) {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setTimezoneId(zone));
    }

    /** A new profile that accepts certificates which nobody signed. */
    BrowserContext newContextWithForeignCertificates() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setIgnoreHTTPSErrors(true));
    }

    /** A new profile in which no script runs. */
    BrowserContext newContextWithoutScripts() {
        return browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
