package io.rollcall.dashboard.http;

import static io.rollcall.dashboard.http.OidcBrowser.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.oidc.TestProvider;
import io.rollcall.model.settings.SettingKey;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To which addresses a sign-in leads, and by which secret the dashboard proves itself. */
class OidcAddressTest extends OidcSetUp {
    @Test
    void addressesOfOtherSites_areNeverComeBackTo() throws Exception {
        for (String to : List.of(
                "//evil.example", "https://evil.example/", "%0d%0aLocation:%20https://evil.example", "\\\\evil")) {
            browser.cookies.clear();
            String encoded = URLEncoder.encode(URLDecoder.decode(to, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            ApiAnswer in = browser.get(oidc.back(encoded));
            assertThat(in.status()).isEqualTo(303);
            assertThat(in.headers().get("location")).as(to).matches("\\./(\\?.*)?");
        }
        ApiAnswer forged = ApiAnswer.forHost(on, "evil.example", "/sign-in");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(ApiAnswer.forHost(on, "localhost:1@evil.example", "/sign-in").status())
                .isIn(400, 403);
    }

    @Test
    void redirectsOfTheProvider_comeBackToThePageAsPeopleOpenIt() throws Exception {
        String[] https = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "rollcall.example.com"};
        try (TestServer below =
                OidcBrowser.server(provider, folder, settings -> settings.with(SettingKey.DASHBOARD_PATH, "/ops/")
                        .with(SettingKey.DASHBOARD_HOSTS, "rollcall.example.com")
                        .with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"))) {
            OidcBrowser there = new OidcBrowser(below, provider);
            String back = there.back("state=UT", https);
            assertThat(provider.requests.get(0))
                    .containsEntry("redirect_uri", "https://rollcall.example.com/ops/sign-in-callback");
            ApiAnswer in = there.browser.get(back, https);
            assertThat(in.headers().get("location")).isEqualTo("./?state=UT");
            assertThat(in.headers().get("set-cookie"))
                    .contains(SESSION + "=", "; Path=/ops/; Secure; HttpOnly; SameSite=Lax");
            ApiAnswer plain = new SignedIn(below).get("/sign-in", "X-Forwarded-Host", "rollcall.example.com");
            assertThat(plain.status()).isEqualTo(400);
            assertThat(plain.body()).contains("only over TLS");
        }
        try (TestServer named = OidcBrowser.server(
                provider,
                folder,
                settings -> settings.with(SettingKey.DASHBOARD_URL, "https://example.com/rollcall/"))) {
            new OidcBrowser(named, provider).back("");
            assertThat(provider.requests.get(1))
                    .containsEntry("redirect_uri", "https://example.com/rollcall/sign-in-callback");
        }
    }

    @Test
    void secret_isReadAtEachSignIn_andStandsNowhere() throws Exception {
        Files.writeString(folder.resolve("secret"), "former");
        ApiAnswer answer = oidc.signIn();
        assertRefused(answer, 502, "refuses this dashboard");
        Files.delete(folder.resolve("secret"));
        assertRefused(oidc.signIn(), 503, "cannot prove itself to the provider");
        Files.writeString(folder.resolve("secret"), TestProvider.SECRET + "\nnotes\n");
        provider.metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        on.clock.set(TestServer.NOW + 3_600_000); // the discovery is due again
        assertThat(oidc.signIn().status()).isEqualTo(303);
        assertThat(browser.get("/").body()).doesNotContain("s3cret");
    }

    /** A port that a client made up may be another program's, which would get the code. */
    @Test
    void portOfTheHostHeader_countsOnlyIfItIsTheDashboardsOwn_orAProxySaysSo() throws Exception {
        int port = on.server.port();
        for (String other : List.of("localhost", "localhost:1", "127.0.0.1:" + (port == 65_535 ? 1 : port + 1))) {
            ApiAnswer answer = ApiAnswer.forHost(on, other, "/sign-in");
            assertThat(answer.status()).as(other).isEqualTo(400);
            assertThat(answer.body()).contains("at this dashboard&#39;s own port", "dashboard.url");
        }
        URI there = URI.create(
                ApiAnswer.forHost(on, "localhost:" + port, "/sign-in").headers().get("location"));
        assertThat(TestProvider.parameters(there.getRawQuery()))
                .containsEntry("redirect_uri", "http://localhost:" + port + "/sign-in-callback");
        try (TestServer behind = OidcBrowser.server(
                provider, folder, settings -> settings.with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"))) {
            URI forwarded = URI.create(ApiAnswer.forHost(behind, "localhost:8443", "/sign-in")
                    .headers()
                    .get("location"));
            assertThat(TestProvider.parameters(forwarded.getRawQuery()))
                    .containsEntry("redirect_uri", "http://localhost:8443/sign-in-callback");
        }
    }
}
