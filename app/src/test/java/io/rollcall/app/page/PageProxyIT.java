package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import io.rollcall.app.pipeline.StandaloneSpark;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser behind nginx, with the lines of docs/deploy.md: TLS to the browser, and a path in front. */
@Timeout(120)
class PageProxyIT {
    private static final String PATH = "/rollcall/";

    @TempDir
    private static Path folder;

    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keeps", "removes"})
    void pageIsLive_alsoIfTheProxy(String whatWithThePath) throws Exception {
        boolean keeps = whatWithThePath.equals("keeps");
        Path files = folder.resolve(whatWithThePath);
        try (WorldServer world = new WorldServer(files.resolve("kafka"), "us", settings -> settings.with(
                                SettingKey.DASHBOARD_PATH, keeps ? PATH : "/")
                        .with(SettingKey.DASHBOARD_HOSTS, "dash.example.com")
                        .with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"));
                Nginx nginx = new Nginx(
                        files.resolve("nginx"), StandaloneSpark.freePort(), documented(whatWithThePath, world.port()));
                BrowserContext context = browser.newContextWithForeignCertificates()) {
            world.count("UT", "ada");
            OpenPage page = new OpenPage(context, nginx.address() + PATH.substring(0, PATH.length() - 1), "");
            page.awaitLive().await("#logins[data-number='1']");
            world.count("NY", "bob", "cyd");
            page.await("#logins[data-number='3']");
            assertThat(page.errors).isEmpty();
            assertThat(page.requests)
                    .allMatch(url -> url.startsWith(nginx.address() + PATH))
                    .anyMatch(url -> url.endsWith("/stream/stream-worker.js"));
            assertThat(nginx.log()).doesNotContain("[error]", "[warn]", "buffered to a temporary file");
            page.page.navigate(nginx.address() + PATH.substring(0, PATH.length() - 1));
            page.awaitLive();
            assertThat(page.page.url()).isEqualTo(nginx.address() + PATH);
        }
    }

    /** The lines after the marker, with the port of the test in place of the documented one. */
    private static String documented(String marker, int port) throws Exception {
        Matcher block = Pattern.compile("<!-- test: nginx " + marker + " -->\\s*```nginx\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "deploy.md")));
        assertThat(block.find()).isTrue();
        assertThat(block.group(1)).contains("127.0.0.1:10501");
        return block.group(1).replace("127.0.0.1:10501", "127.0.0.1:" + port);
    }
}
