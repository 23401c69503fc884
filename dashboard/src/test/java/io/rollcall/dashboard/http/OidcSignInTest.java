package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.dashboard.oidc.TestProvider;
import io.rollcall.model.settings.SettingKey;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Signing in and out by a provider of OpenID Connect. */
class OidcSignInTest extends OidcSetUp {
    private static final long SESSION_MILLIS = 8 * 3_600_000;

    @Test
    void provider_signsSomebodyIn_whoComesBackToTheirView_untilSignOutHereAndThere() throws Exception {
        provider.person.put("groups", List.of("other", "ops"));
        ApiAnswer stranger = browser.get("/?state=UT&at=2023-09-12T00:45:50Z");
        assertThat(stranger.headers().get("location"))
                .isEqualTo("sign-in?to=state%3DUT%26at%3D2023-09-12T00%3A45%3A50Z");
        URI there = URI.create(
                browser.get("/" + stranger.headers().get("location")).headers().get("location"));
        Map<String, String> asked = TestProvider.parameters(there.getRawQuery());
        assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "rollcall")
                .containsEntry("scope", "openid profile email")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", on.uri("/sign-in-callback").toString());
        assertThat(asked.get("state")).hasSize(43);
        assertThat(asked.get("nonce")).hasSize(43);

        URI back = provider.authorize(there);
        ApiAnswer in = browser.get("/sign-in-callback?" + back.getRawQuery());
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.headers().get("location")).isEqualTo("./?state=UT&at=2023-09-12T00:45:50Z");
        assertThat(in.headers().get("set-cookie")).contains(SESSION + "=", "; Path=/", "; HttpOnly; SameSite=Lax");
        assertThat(browser.cookies.keySet()).containsExactly(SESSION);
        ApiAnswer page = browser.get("/");
        assertThat(page.body()).contains("ann, role admin", "action=\"sign-out\"");
        assertThat(browser.get("/metrics").status()).isEqualTo(200);
        assertThat(browser.get("/api/session").body()).contains("\"auth\":\"oidc\"", "\"role\":\"admin\"");

        String session = browser.cookies.get(SESSION);
        ApiAnswer out = browser.post("/sign-out", Map.of("token", SignedIn.token(page.body())));
        String end = out.body().replaceFirst("(?s).*<meta http-equiv=\"refresh\" content=\"0; url=([^\"]*)\".*", "$1");
        assertThat(end).startsWith(provider.issuer() + "/logout?");
        Map<String, String> ended =
                TestProvider.parameters(URI.create(end.replace("&amp;", "&")).getRawQuery());
        assertThat(ended)
                .containsEntry("post_logout_redirect_uri", on.uri("/sign-out").toString())
                .containsEntry("client_id", "rollcall");
        assertThat(ended.get("id_token_hint")).startsWith("ey");
        assertThat(browser.cookies).isEmpty();
        assertThat(browser.get("/sign-out").body()).contains("You are signed out.", "href=\"sign-in\"");
        browser.cookies.put(SESSION, session);
        assertThat(browser.get("/api/snapshot").status()).as("the old cookie").isEqualTo(401);
    }

    @Test
    void eachSignIn_hasANewSession_andEndsTheFormerOne() throws Exception {
        browser.cookies.put(SESSION, "A".repeat(43)); // planted
        oidc.signIn();
        String first = browser.cookies.get(SESSION);
        assertThat(first).isNotEqualTo("A".repeat(43));
        String back = new OidcBrowser(on, provider).back("");
        assertThat(browser.get(back).headers().get("location"))
                .as("begun elsewhere")
                .isEqualTo("./");
        assertThat(browser.cookies.get(SESSION)).isEqualTo(first);

        String second = twoTabs();
        assertThat(second).isNotEqualTo(first);
        browser.cookies.put(SESSION, first);
        assertThat(browser.get("/api/snapshot").status()).isEqualTo(401);
    }

    /** Both begin before one of them ends. */
    private String twoTabs() throws Exception {
        String session = browser.cookies.remove(SESSION);
        String one = oidc.back("state=UT");
        String two = oidc.back("state=CA");
        browser.cookies.put(SESSION, session);
        assertThat(browser.get(two).headers().get("location")).isEqualTo("./?state=CA");
        assertThat(browser.get(one).headers().get("location")).isEqualTo("./?state=UT");
        return browser.cookies.get(SESSION);
    }

    @Test
    void session_endsAtItsTime_andItsStreamCloses() throws Exception {
        oidc.signIn();
        HttpRequest request = HttpRequest.newBuilder(on.uri("/api/stream"))
                .header("Cookie", SESSION + "=" + browser.cookies.get(SESSION))
                .build();
        HttpResponse<InputStream> stream = on.client.send(request, BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
            try (InputStream in = stream.body()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (java.io.IOException closed) {
                return;
            }
        });
        on.clock.set(TestServer.NOW + SESSION_MILLIS - 1);
        assertThat(browser.get("/api/snapshot").status()).isEqualTo(200);
        on.clock.set(TestServer.NOW + SESSION_MILLIS);
        assertThat(browser.get("/api/snapshot").status()).isEqualTo(401);
        assertThat(browser.get("/?state=UT").headers().get("location")).isEqualTo("sign-in?to=state%3DUT");
        ended.get(30, java.util.concurrent.TimeUnit.SECONDS); // the promise
    }

    @Test
    void tokensOfMachines_workToo_andNobodyElseGetsIn() throws Exception {
        Path users = TestUsers.write(folder.resolve("users"));
        try (TestServer both = OidcBrowser.server(
                provider, folder, settings -> settings.with(SettingKey.DASHBOARD_USERS, users.toString()))) {
            assertThat(ApiAnswer.of(both, "GET", "/metrics", "Authorization", "Bearer " + TestUsers.token("admin"))
                            .status())
                    .isEqualTo(200);
            for (String path : List.of("/metrics", "/api/snapshot", "/api/stream", "/api/rejected", "/app.js")) {
                assertThat(ApiAnswer.of(both, "GET", path).status()).as(path).isEqualTo(401);
            }
            assertThat(ApiAnswer.of(both, "GET", "/health").body()).doesNotContain("components");
        }
    }

    @Test
    void manySignInsOfOneBrowser_leaveFewCookies() throws Exception {
        for (int i = 0; i < 40; i++) {
            oidc.begin("");
            assertThat(browser.cookies.size()).isLessThanOrEqualTo(9);
        }
        assertThat(oidc.signIn().status()).isEqualTo(303);
    }
}
