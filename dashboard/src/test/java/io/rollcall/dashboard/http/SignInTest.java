package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, and what must not be a way in. */
@Timeout(60)
class SignInTest {
    private static final String SESSION = "rollcall-session";
    private static final String FORM = "rollcall-form";
    private static final long SESSION_MILLIS = 8 * 3_600_000;

    @TempDir
    private Path folder;

    private TestServer on;
    private SignedIn browser;

    @BeforeEach
    void start() {
        on = SignedIn.server("/web", folder);
        browser = new SignedIn(on);
    }

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void rightPassword_opensThePageThatWasAskedFor_untilSignOut() throws Exception {
        ApiAnswer stranger = browser.get("/?state=UT&at=2023-09-12T00:45:50Z");
        assertThat(stranger.status()).isEqualTo(303);
        String form = stranger.headers().get("location");
        assertThat(form).isEqualTo("sign-in?to=state%3DUT%26at%3D2023-09-12T00%3A45%3A50Z");
        ApiAnswer page = browser.get("/" + form);
        assertThat(page.headers().get("content-security-policy")).contains("form-action 'self'", "script-src 'self'");
        assertThat(page.headers()).as("else browsers hide the origin").containsEntry("referrer-policy", "same-origin");
        assertThat(page.body())
                .contains("value=\"state=UT&amp;at=2023-09-12T00:45:50Z\"")
                .doesNotContain("<script");

        ApiAnswer in = browser.signIn("viewer", TestUsers.password("viewer"), "state=UT&at=2023-09-12T00:45:50Z");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.headers().get("location")).isEqualTo("./?state=UT&at=2023-09-12T00:45:50Z");
        assertThat(in.headers().get("set-cookie"))
                .contains(SESSION + "=", "; Path=/", "; HttpOnly; SameSite=Lax")
                .doesNotContain("Secure", "Domain");
        ApiAnswer shown = browser.get("/");
        assertThat(shown.body()).contains("viewer, role viewer", "action=\"sign-out\"");
        assertThat(shown.headers().get("content-security-policy")).contains("form-action 'self'");
        assertThat(browser.get("/sign-in").headers().get("location")).isEqualTo("./");

        String session = browser.cookies.get(SESSION);
        ApiAnswer out = browser.post("/sign-out", Map.of("token", SignedIn.token(shown.body())));
        assertThat(out.headers().get("location")).isEqualTo("sign-in");
        assertThat(browser.cookies).doesNotContainKey(SESSION);
        browser.cookies.put(SESSION, session);
        assertThat(browser.get("/api/snapshot").status()).as("the old cookie").isEqualTo(401);
    }

    @Test
    void belowAPath_behindAProxyWithTls_cookiesStayBelowThePath_andAreSecure() throws Exception {
        String[] https = {"X-Forwarded-Proto", "https"};
        try (TestServer below =
                SignedIn.server("/web", folder, settings -> settings.with(SettingKey.DASHBOARD_PATH, "/ops/rollcall/")
                        .with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"))) {
            browser = new SignedIn(below);
            assertThat(browser.get("/?state=UT", https).headers().get("location"))
                    .isEqualTo("sign-in?to=state%3DUT");
            ApiAnswer form = browser.get("/sign-in", https);
            assertThat(form.headers().get("set-cookie"))
                    .contains(FORM + "=", "; Path=/ops/rollcall/; Secure; HttpOnly; SameSite=Strict");
            Map<String, String> fields = Map.of(
                    "name",
                    "viewer",
                    "password",
                    TestUsers.password("viewer"),
                    "token",
                    SignedIn.token(form.body()),
                    "to",
                    "state=UT");
            ApiAnswer in = browser.post("/sign-in", fields, https);
            assertThat(in.headers().get("location")).isEqualTo("./?state=UT");
            assertThat(in.headers().get("set-cookie"))
                    .contains(SESSION + "=", "; Path=/ops/rollcall/; Secure; HttpOnly; SameSite=Lax");
            ApiAnswer page = browser.get("/", https);
            assertThat(page.body()).contains("viewer, role viewer");
            assertThat(browser.get("/sign-in").headers().get("location")).isEqualTo("./");
            ApiAnswer out = browser.post("/sign-out", Map.of("token", SignedIn.token(page.body())), https);
            assertThat(out.headers().get("location")).isEqualTo("sign-in");
            assertThat(out.headers().get("set-cookie")).contains("; Path=/ops/rollcall/; Max-Age=0; Secure");
            assertThat(browser.get("/api/snapshot").status()).isEqualTo(401);
        }
    }

    /** Escaped, it would be longer than the headers of an answer may be. */
    @Test
    void viewThatIsTooLong_isNotComeBackTo() throws Exception {
        ApiAnswer stranger = browser.get("/?" + ";".repeat(6_000));
        assertThat(stranger.status()).isEqualTo(303);
        assertThat(stranger.headers().get("location")).isEqualTo("sign-in");
    }

    @Test
    void tamperedCookies_openNothing() throws Exception {
        browser.signIn("admin");
        String id = browser.cookies.get(SESSION);
        assertThat(browser.get("/metrics").status()).isEqualTo(200);
        char other = id.charAt(20) == 'A' ? 'B' : 'A';
        for (String bad : List.of(
                id.substring(0, 20) + other + id.substring(21),
                id.substring(1),
                id + "A",
                "\"" + id + "x\"",
                "",
                "admin",
                "A".repeat(43),
                "A".repeat(5_000))) {
            browser.cookies.put(SESSION, bad);
            assertThat(browser.get("/metrics").status()).as(bad).isEqualTo(401);
        }
    }

    @Test
    void session_endsAtItsTime_whateverIsDoneInIt() throws Exception {
        browser.signIn("viewer");
        on.clock.set(TestServer.NOW + SESSION_MILLIS - 1);
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        on.clock.set(TestServer.NOW + SESSION_MILLIS);
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.get("/?state=UT").headers().get("location")).isEqualTo("sign-in?to=state%3DUT");
    }

    /** An attacker who plants a cookie in somebody's browser does not know the id of the session that begins there. */
    @Test
    void signIn_beginsWithANewId_andEndsTheFormerSession() throws Exception {
        String planted = "B".repeat(43);
        browser.cookies.put(SESSION, planted);
        browser.signIn("viewer");
        String first = browser.cookies.get(SESSION);
        assertThat(first).isNotEqualTo(planted);
        browser.cookies.put(SESSION, planted);
        assertThat(browser.get("/api/session").status()).isEqualTo(401);

        browser.cookies.put(SESSION, first);
        browser.cookies.put(FORM, "C".repeat(43));
        browser.cookies.remove(SESSION);
        String token = SignedIn.token(browser.get("/sign-in").body());
        browser.cookies.put(SESSION, first);
        browser.post(
                "/sign-in", Map.of("name", "admin", "password", TestUsers.password("admin"), "token", token, "to", ""));
        assertThat(browser.cookies.get(SESSION)).isNotEqualTo(first);
        assertThat(browser.get("/metrics").status()).isEqualTo(200);
        browser.cookies.put(SESSION, first);
        assertThat(browser.get("/api/session").status())
                .as("the former session")
                .isEqualTo(401);
    }

    @Test
    void formsOfOtherSites_doNothing() throws Exception {
        Map<String, String> form = Map.of("name", "viewer", "password", TestUsers.password("viewer"));
        toForm(browser.post("/sign-in", form));
        String token = SignedIn.token(browser.get("/sign-in").body());
        Map<String, String> whole = Map.of("name", "viewer", "password", TestUsers.password("viewer"), "token", token);
        toForm(new SignedIn(on).post("/sign-in", whole)); // with the token of another browser
        browser.always.clear();
        String host = "127.0.0.1:" + on.server.port();
        for (List<String> headers : List.of(
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"),
                List.of("Sec-Fetch-Site", ""),
                List.of("Sec-Fetch-Site", "cross-site", "Origin", "http://" + host),
                List.of("Origin", "null"),
                List.of("Origin", ""),
                List.of("Origin", "http://evil.example"),
                List.of("Origin", "http://127.0.0.1:1"),
                List.of("Origin", "http://127.0.0.1"),
                List.of("Origin", "http://evil.example/" + host),
                List.of("Origin", "http://" + host + ".evil.example"),
                List.of("Origin", "http://evil@" + host),
                List.of("Origin", "ftp://" + host),
                List.of("Referer", "http://" + host + "/sign-in"))) {
            ApiAnswer refused = browser.post("/sign-in", whole, headers.toArray(String[]::new));
            assertThat(refused.status()).as(headers.toString()).isEqualTo(403);
            assertThat(refused.body()).contains("does not say that this form comes from this page");
        }
        assertThat(browser.post("/sign-in", whole).status())
                .as("no header says where it comes from")
                .isEqualTo(403);
        assertThat(browser.cookies).doesNotContainKey(SESSION);
        for (List<String> headers : List.of(
                List.of("Sec-Fetch-Site", "same-origin", "Origin", "null"),
                List.of("Origin", "http://" + host),
                List.of("Origin", "https://" + host))) {
            browser.cookies.remove(SESSION);
            String own = SignedIn.token(browser.get("/sign-in").body());
            Map<String, String> fields =
                    Map.of("name", "viewer", "password", TestUsers.password("viewer"), "token", own);
            browser.post("/sign-in", fields, headers.toArray(String[]::new));
            assertThat(browser.cookies).as(headers.toString()).containsKey(SESSION);
        }
        browser.always.addAll(List.of("Sec-Fetch-Site", "same-origin"));

        String page = browser.get("/").body();
        browser.post("/sign-out", Map.of());
        browser.post("/sign-out", Map.of("token", token));
        browser.always.clear();
        browser.post("/sign-out", Map.of("token", SignedIn.token(page)), "Sec-Fetch-Site", "cross-site");
        browser.post("/sign-out", Map.of("token", SignedIn.token(page)));
        assertThat(browser.get("/api/session").status()).as("still signed in").isEqualTo(200);
    }

    private static void toForm(ApiAnswer answer) {
        assertThat(answer.headers().get("location")).as(answer.request()).isEqualTo("sign-in");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "x\r\nSet-Cookie: rollcall-session=planted",
                "x\nLocation: https://evil.example",
                "javascript:alert(1)",
                "\"><script>alert(1)</script>",
                "?//evil.example",
                "a b",
                "ü"
            })
    void comingBack_neverLeadsAway(String to) throws Exception {
        ApiAnswer in = browser.signIn("viewer", TestUsers.password("viewer"), to);
        assertThat(in.status()).isEqualTo(303);
        // A path and a query of this server, whatever stands in the query.
        assertThat(in.headers().get("location")).matches("\\./(\\?[!-~]*)?").doesNotContain("<", "\"", "\\");
        assertThat(on.uri("/sign-in").resolve(in.headers().get("location")).getHost())
                .isEqualTo("127.0.0.1");
        assertThat(in.headers().get("set-cookie")).doesNotContain("planted");
    }

    @Test
    void twoAtOnce_bothSignIn() throws Exception {
        List<CompletableFuture<SignedIn>> both = List.of(signInLater("viewer"), signInLater("admin"));
        for (CompletableFuture<SignedIn> one : both) {
            assertThat(one.get().get("/api/session").status()).isEqualTo(200);
        }
        assertThat(both.get(0).get().cookies.get(SESSION))
                .isNotEqualTo(both.get(1).get().cookies.get(SESSION));
        assertThat(both.get(0).get().get("/metrics").status()).isEqualTo(403);
        assertThat(both.get(1).get().get("/metrics").status()).isEqualTo(200);
    }

    private CompletableFuture<SignedIn> signInLater(String name) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new SignedIn(on).signIn(name);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
