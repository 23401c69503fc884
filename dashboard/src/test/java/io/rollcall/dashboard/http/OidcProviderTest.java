package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import io.rollcall.dashboard.oidc.TestProvider;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard takes from a provider: its description, its claims, its silence. */
@Timeout(60)
class OidcProviderTest {
    /** More than the server has threads. */
    private static final int SIGN_INS_AT_ONCE = 32;

    private static final int SIGN_INS_THAT_WAIT = 4;

    private static final String UNREACHABLE = "cannot be";

    @TempDir
    private Path folder;

    private final TestProvider provider = new TestProvider(() -> TestServer.NOW);

    @AfterEach
    void stop() {
        provider.close();
    }

    private TestServer server(String claims) {
        return OidcBrowser.server(
                provider, folder, settings -> settings.with(SettingKey.DASHBOARD_OIDC_ROLES_CLAIM, claims)
                        .with(SettingKey.DASHBOARD_ROLES, "ops=admin, support=analyst, ann@example.com=viewer"));
    }

    private String role(TestServer on, String claim, Object value) throws Exception {
        provider.person.put(claim, value);
        OidcBrowser oidc = new OidcBrowser(on, provider);
        ApiAnswer in = oidc.signIn();
        if (in.status() != 303) {
            assertThat(in.status()).as(in.body()).isEqualTo(403);
            assertThat(in.body()).contains("ann has no role here", "href=\"sign-in\"", "Sign out at the provider");
            assertThat(oidc.browser.cookies).doesNotContainKey("rollcall-session");
            return "none";
        }
        return AnswerCheck.json(oidc.browser.get("/api/session").body())
                .path("role")
                .asText();
    }

    /** As after a change of its keys. */
    @Test
    void keysThatHang_holdUpNobodyElse() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        ExecutorService browsers = Executors.newFixedThreadPool(SIGN_INS_AT_ONCE);
        try (TestServer on = server("groups")) {
            RSAKey unknown = TestProvider.newKey("unknown");
            provider.maker = claims -> TestProvider.signed(unknown, claims);
            provider.beforeKeys = () -> {
                asked.countDown();
                try {
                    hang.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            };
            List<Future<ApiAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < SIGN_INS_AT_ONCE; i++) {
                OidcBrowser oidc = new OidcBrowser(on, provider);
                String back = oidc.back("");
                answers.add(browsers.submit(() -> oidc.browser.get(back)));
            }
            asked.await();
            while (answers.stream().filter(Future::isDone).count() < SIGN_INS_AT_ONCE - SIGN_INS_THAT_WAIT) {
                HttpRequest health = HttpRequest.newBuilder(on.uri("/health"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
                assertThat(on.client.send(health, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(503); // no job has reported
            }
            for (Future<ApiAnswer> answer : answers) {
                if (answer.isDone()) {
                    assertThat(answer.get().body()).contains("Too many people sign in at this moment");
                }
            }
        } finally {
            hang.countDown();
            browsers.shutdownNow();
        }
    }

    @Test
    void claims_giveTheHighestRole_orNone() throws Exception {
        try (TestServer on = server("groups, realm_access.roles, https://example.com/roles")) {
            assertThat(role(on, "groups", List.of("other", "*", "OPS"))).isEqualTo("none");
            assertThat(role(on, "groups", List.of("support", "ops"))).isEqualTo("admin");
            assertThat(role(on, "groups", "support")).isEqualTo("analyst");
            assertThat(role(on, "groups", Map.of("ops", "ops"))).isEqualTo("none");
            assertThat(role(on, "groups", List.of(List.of("ops"), 7))).isEqualTo("none");
            assertThat(role(on, "realm_access", Map.of("roles", List.of("support"))))
                    .isEqualTo("analyst");
            assertThat(role(on, "realm_access", "ops")).isEqualTo("none");
            assertThat(role(on, "https://example.com/roles", List.of("ops"))).isEqualTo("admin");
        }
    }

    /** At some providers, people give any address of mail as theirs. */
    @Test
    void address_countsOnlyIfTheProviderHasVerifiedIt() throws Exception {
        try (TestServer on = server("email")) {
            assertThat(role(on, "email", "ann@example.com")).isEqualTo("none");
            assertThat(role(on, "email_verified", "true")).isEqualTo("none");
            assertThat(role(on, "email_verified", false)).isEqualTo("none");
            assertThat(role(on, "email_verified", true)).isEqualTo("viewer");
        }
    }

    @Test
    void providerThatIsAway_stopsNeitherTheDashboard_norWhoIsSignedIn() throws Exception {
        int port = provider.port();
        provider.close();
        try (TestServer on = OidcBrowser.server(provider, folder, settings -> settings)) {
            ApiAnswer answer = new SignedIn(on).get("/sign-in?to=state%3DUT");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains(UNREACHABLE, "sign-in?to=state%3DUT");
            assertThat(warning(on)).contains("127.0.0.1:" + port, "cannot be reached");
            try (TestProvider back = new TestProvider(() -> on.clock.millis(), port)) {
                assertThat(new SignedIn(on).get("/sign-in").status())
                        .as("too soon")
                        .isEqualTo(503);
                on.clock.set(TestServer.NOW + 5_000);
                OidcBrowser oidc = new OidcBrowser(on, back);
                assertThat(oidc.signIn().status()).isEqualTo(303);
                assertThat(warning(on)).isEqualTo("people can sign in at the provider");

                OidcBrowser late = new OidcBrowser(on, back);
                String begun = late.back("");
                back.tokenStatus = 500;
                assertThat(new OidcBrowser(on, back).signIn().status()).isEqualTo(503);
                back.close();
                assertThat(oidc.browser.get("/api/snapshot").status()).isEqualTo(200);
                assertThat(late.browser.get(begun).status()).isEqualTo(503);
                on.clock.set(TestServer.NOW + 2 * 3_600_000);
                URI there = late.begin("");
                assertThat(there.getPort()).as("what was known holds").isEqualTo(port);
                assertThat(warning(on)).contains("cannot be reached");
            }
        }
    }

    private static String warning(TestServer on) {
        return on.server.health().get("oidc").reason();
    }

    @Test
    void descriptionsThatCannotBeTrusted_signNobodyIn_andHealthSaysWhy() throws Exception {
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "issuer", "https://evil.example",
                        "token_endpoint", "http://provider.example/token",
                        "jwks_uri", "http://provider.example/keys",
                        "end_session_endpoint", "http://provider.example/end",
                        "authorization_endpoint", "javascript:alert(1)",
                        "id_token_signing_alg_values_supported", List.of("none", "HS256"))
                .entrySet()) {
            provider.metadata.clear();
            provider.metadata.put(wrong.getKey(), wrong.getValue());
            try (TestServer on = OidcBrowser.server(provider, folder, settings -> settings)) {
                assertThat(new SignedIn(on).get("/sign-in").status())
                        .as(wrong.getKey())
                        .isEqualTo(503);
                assertThat(warning(on)).as(wrong.getKey()).isNotEqualTo("people can sign in at the provider");
            }
        }
    }

    @Test
    void settingsThatCannotWork_areRefusedInOneLine() throws Exception {
        refused(SettingKey.DASHBOARD_OIDC_ISSUER, "", "dashboard.oidc.issuer");
        refused(SettingKey.DASHBOARD_OIDC_CLIENT_ID, "", "dashboard.oidc.client-id");
        refused(SettingKey.DASHBOARD_ROLES, "", "dashboard.roles");
        refused(
                SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE,
                folder.resolve("missing").toString(),
                "no file");
        Path empty = Files.writeString(folder.resolve("empty"), "\n\n");
        refused(SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE, empty.toString(), "no secret");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
        refused(SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE, bytes.toString(), "cannot be read");
    }

    private void refused(SettingKey key, String value, String named) {
        assertThatThrownBy(() -> OidcBrowser.server(provider, folder, settings -> settings.with(key, value)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(named)
                .message()
                .hasLineCount(1);
    }
}
