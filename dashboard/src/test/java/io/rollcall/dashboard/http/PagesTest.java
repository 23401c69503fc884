package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.Component.State;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, its files, and the security headers of every answer. */
@Timeout(30)
class PagesTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void page_containsTheNumbersInFullDigits() {
        on.apply(TestServer.START - 20_000, "UT", 7);
        on.apply(TestServer.START, "UT", 1_284_113);
        assertThat(on.get("/").body()).contains("<b id=\"visits\">1284113</b>");
        assertThat(on.get("/").body()).contains("<b id=\"users\">1</b>");
        assertThat(on.get("/index.html").body()).isEqualTo(on.get("/").body());
        assertThat(on.get("/").headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(on.get("/app.js").headers().firstValue("content-type")).hasValue("text/javascript;charset=utf-8");
    }

    @Test
    void pageThatOpensInThePast_containsNoCurrentNumbers() {
        on.apply(TestServer.START, "UT", 1_284_113);
        assertThat(on.get("/?at=2023-09-12T00:45:10Z").body()).contains("<b id=\"users\">–</b>");
    }

    @Test
    void pageBeforeAnyLogin_showsUnknownNumbersAsDashes() {
        assertThat(on.get("/").body()).contains("<b id=\"visits\">0</b><b id=\"users\">–</b>");
    }

    @Test
    void pageWithoutScripts_hasFormattedNumbersAndTheWholeTable() {
        on.apply(TestServer.START, "UT", 1_284_113);
        on.apply(TestServer.START, "<img src=x>", 1);
        on.apply(TestServer.START + 30_000, "UT", 1);
        String html = on.get("/").body();
        String plain = html.substring(html.indexOf("<noscript>"), html.indexOf("</noscript>"));
        assertThat(plain)
                .contains(
                        "needs JavaScript to update itself. These are the numbers as of 12 Sep 2023, 01:00:00 UTC. Reload")
                .contains("<dt>Visits: all logins since 12 Sep 2023, 00:45:00 UTC</dt><dd>1,284,115</dd>")
                .contains(
                        "<caption>Window 12 Sep 2023, 00:45:00 UTC to 12 Sep 2023, 00:45:30 UTC, provisional</caption>")
                .contains(
                        "<tbody><tr><th scope=\"row\">Utah</th><td>1</td><td>1,284,113</td><td>1</td><td>1,284,114</td>")
                .contains("<th scope=\"row\">&lt;img src=x&gt;</th>", ">Elsewhere</th>", ">Unknown</th>")
                .doesNotContain("<img");
        assertThat(plain.split("<tr>"))
                .as("header, 56 regions, UNK, OTHER, one more")
                .hasSize(1 + 60);
        assertThat(on.get("/?at=2023-09-12T00:45:10Z").body()).contains("1,284,115");
    }

    @Test
    void pageOfASourceWithoutOutcomes_hasNothingOfFailedLogins() {
        on.apply(TestServer.START, "UT", 3);
        assertThat(on.get("/").body()).doesNotContain("data-outcomes", "Failed", "Failure");
    }

    @Test
    void pageOfASourceWithOutcomes_hasFailedLogins_withAndWithoutScripts() {
        ServerState.WORKING.setUp(on);
        String html = on.get("/?at=2023-09-12T00:45:10Z").body();
        assertThat(html).contains("<html data-outcomes lang=\"en\">", "<i id=\"failed\">–</i><i id=\"rate\">–</i>");
        html = on.get("/").body();
        assertThat(html)
                .contains("<html data-outcomes lang=\"en\">", "<th scope=\"col\">Failed</th>")
                .contains("<dt>Failed logins in the window</dt><dd>", "<dt>Failure rate in the window</dt><dd>")
                .contains("<th scope=\"row\">California</th><td>0</td><td>0</td><td>0</td><td>1</td><td>100 %</td>")
                .contains("<th scope=\"row\">Alaska</th><td>0</td><td>0</td><td>0</td><td>0</td><td>–</td>")
                .containsPattern("<i id=\"failed\">[1-9]</i><i id=\"rate\">[0-9.]+ %</i>");
    }

    @Test
    void pageWithoutScripts_beforeAnyLogin_saysSo() {
        assertThat(on.get("/").body()).contains("<noscript><p>", "No logins yet.");
    }

    @Test
    void pageWithoutScripts_saysAsOfWhenItsNumbersAre() {
        WindowCases.row(TestServer.START, "UT", 3, List.of("user"), List.of("device"))
                .applyTo(on.board, TestServer.NOW - 600_000);
        assertThat(on.get("/").body()).contains("numbers as of 12 Sep 2023, 00:50:00 UTC.");
    }

    @Test
    void pageOfAServerThatStillReads_hasNoNumbers() {
        on.apply(TestServer.START, "UT", 3);
        on.feed.status = new FeedStatus(new Component(State.UP, "connected"), Component.READING, 0);
        assertThat(on.get("/").body())
                .contains("<b id=\"visits\">–</b><b id=\"users\">–</b>")
                .contains(
                        "<noscript><p>Rollcall has no numbers yet: reading the existing records. Reload this page after"
                                + " a while.</p></noscript>");
    }

    @Test
    void pageOfAServerThatMissesATopic_saysSo_andKeepsItsNumbers() {
        on.feed.status = new FeedStatus(
                new Component(State.UP, "connected"), new Component(State.STARTING, "no topic user-login-late"), 0);
        assertThat(on.get("/").body()).contains("Rollcall has no numbers yet: no topic user-login-late.");
        on.apply(TestServer.START, "UT", 3);
        assertThat(on.get("/").body()).contains("<b id=\"visits\">3</b>");
    }

    @Test
    void pageWithoutScripts_listsTheLocalesThatAreCounted_andNoOthers() {
        try (TestServer few = new TestServer(settings -> settings.with(SettingKey.LOCALES, "ut,qc"))) {
            few.apply(TestServer.START, "UT", 3);
            assertThat(few.get("/").body())
                    .contains(
                            "<th scope=\"row\">Utah</th>",
                            "<th scope=\"row\">QC</th><td>0</td>",
                            "<th scope=\"row\">Elsewhere</th>")
                    .doesNotContain("Unknown", "California");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/snapshot", "/nothing", "/health"})
    void everyAnswer_hasSecurityHeaders(String path) {
        var headers = on.get(path).headers();
        assertThat(headers.firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(headers.firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("cache-control")).hasValue("no-store");
        assertThat(headers.firstValue("server")).isEmpty();
    }

    @Test
    void foreignHostName_isRefused() throws Exception {
        assertThat(statusLineFor("evil.example")).contains(" 403 ");
        assertThat(statusLineFor("localhost:1")).contains(" 200 ");
        assertThat(statusLineFor("[::1]:1")).contains(" 200 ");
    }

    private String statusLineFor(String host) throws IOException {
        try (Socket socket = RawConnection.open(on.server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/snapshot HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void portInUse_isReportedInOneLine() {
        Settings same = on.settings.with(SettingKey.DASHBOARD_PORT, Integer.toString(on.server.port()));
        DashboardServer second = new DashboardServer(same, Clock.systemUTC(), on.board, on.feed, "/test-web");
        assertThatThrownBy(second::start)
                .isInstanceOf(UserError.class)
                .hasMessage("port " + on.server.port()
                        + " is in use: stop the process that listens there, or choose another port with the variable"
                        + " ROLLCALL_DASHBOARD_PORT (or dashboard.port in the settings file)");
    }
}
