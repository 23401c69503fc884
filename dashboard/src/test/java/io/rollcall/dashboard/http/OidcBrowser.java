package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.dashboard.oidc.TestProvider;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A browser without scripts that a provider signs in on a real server. It follows redirects when the test says so. */
final class OidcBrowser {
    final SignedIn browser;
    private final TestProvider provider;

    OidcBrowser(TestServer on, TestProvider provider) {
        this.browser = new SignedIn(on);
        this.provider = provider;
    }

    /** A server whose people this provider signs in: those of the group {@code ops} are admins, everybody a viewer. */
    static TestServer server(TestProvider provider, Path folder, UnaryOperator<Settings> change) {
        return new TestServer("/web", settings(provider.issuer(), folder, change));
    }

    static UnaryOperator<Settings> settings(String issuer, Path folder, UnaryOperator<Settings> change) {
        try {
            Path secret = Files.writeString(folder.resolve("secret"), TestProvider.SECRET + "\n");
            return settings -> change.apply(settings.with(SettingKey.DASHBOARD_AUTH, "oidc")
                    .with(SettingKey.DASHBOARD_OIDC_ISSUER, issuer)
                    .with(SettingKey.DASHBOARD_OIDC_CLIENT_ID, TestProvider.CLIENT)
                    .with(SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE, secret.toString())
                    .with(SettingKey.DASHBOARD_ROLES, "ops=admin, support=analyst, *=viewer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a sign-in. @return the address of the provider */
    URI begin(String to, String... headers) throws Exception {
        // A server that has just started may still look for the provider, and does not wait for it long.
        ApiAnswer answer = await().until(
                        () -> browser.get("/sign-in" + (to.isEmpty() ? "" : "?to=" + to), headers),
                        begun -> begun.status() != 503);
        if (answer.status() != 303) {
            throw new AssertionError(answer);
        }
        return URI.create(answer.headers().get("location"));
    }

    /** Begins a sign-in and passes the provider. @return the path and query to which it sends the browser back */
    String back(String to, String... headers) throws Exception {
        URI back = provider.authorize(begin(to, headers));
        return "/" + back.toString().replaceFirst(".*/", "");
    }

    /** A whole sign-in. @return the last answer */
    ApiAnswer signIn() throws Exception {
        return browser.get(back(""));
    }

    /** A plain page says why nobody was signed in. */
    static void assertRefused(ApiAnswer answer, int status, String sentence) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(answer.headers().get("content-security-policy"))
                .contains("default-src 'none'", "form-action 'none'");
        assertThat(answer.body())
                .contains(sentence, "href=\"sign-in", "role=\"alert\"")
                .doesNotContain("<script");
        assertThat(answer.headers().getOrDefault("set-cookie", "")).doesNotContain("rollcall-session=");
    }

    /** An answer of each kind, by method and path. */
    static Map<String, List<ApiAnswer>> everyAnswer(Path folder) throws Exception {
        try (TestProvider provider = new TestProvider(() -> TestServer.NOW);
                TestServer on =
                        server(provider, folder, settings -> settings.with(SettingKey.DASHBOARD_ROLES, "ops=viewer")
                                .with(SettingKey.DASHBOARD_HOSTS, "dash.example.com"))) {
            OidcBrowser oidc = new OidcBrowser(on, provider);
            List<ApiAnswer> begun = new ArrayList<>(List.of(
                    ApiAnswer.of(on, "GET", "/sign-in"), ApiAnswer.forHost(on, "dash.example.com", "/sign-in")));
            List<ApiAnswer> ended = new ArrayList<>(
                    List.of(ApiAnswer.of(on, "GET", "/sign-in-callback"), oidc.signIn())); // without a role
            for (int status : new int[] {401, 500}) {
                provider.tokenStatus = status;
                ended.add(oidc.signIn());
            }
            provider.tokenStatus = 0;
            provider.person.put("groups", "ops");
            ended.add(oidc.signIn());
            String token = SignedIn.token(oidc.browser.get("/").body());
            ApiAnswer out = oidc.browser.post("/sign-out", Map.of("token", token));
            provider.metadata.put("issuer", "https://other.example");
            try (TestServer without = server(provider, folder, settings -> settings)) {
                begun.add(ApiAnswer.of(without, "GET", "/sign-in"));
            }
            return Map.of(
                    "GET /sign-in",
                    begun,
                    "GET /sign-in-callback",
                    ended,
                    "POST /sign-out",
                    List.of(out),
                    "GET /sign-out",
                    List.of(oidc.browser.get("/sign-out")));
        }
    }
}
