package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.dashboard.oidc.TestProvider;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of somebody who is signed in when the provider changes its mind. */
@Timeout(60)
class OidcRecheckTest {
    private static final long EVERY_MILLIS = 300_000;

    @TempDir
    private Path folder;

    private final TestProvider provider = new TestProvider(() -> this.on.clock.millis());
    private TestServer on;
    private SignedIn browser;

    @BeforeEach
    void signIn() throws Exception {
        on = OidcBrowser.server(
                provider, folder, settings -> settings.with(SettingKey.DASHBOARD_ROLES, "ops=admin, support=viewer"));
        provider.givesRefreshTokens = true;
        provider.person.put("groups", List.of("ops"));
        OidcBrowser oidc = new OidcBrowser(on, provider);
        assertThat(oidc.signIn().status()).isEqualTo(303);
        browser = oidc.browser;
    }

    @AfterEach
    void stop() {
        on.close();
        provider.close();
    }

    private int status(String path) throws Exception {
        return browser.get(path).status();
    }

    private void pass(int times) {
        on.clock.set(TestServer.NOW + times * EVERY_MILLIS);
    }

    @Test
    void whoeverTheProviderNoLongerLetsIn_isSignedOut() throws Exception {
        provider.revoke();
        on.clock.set(TestServer.NOW + EVERY_MILLIS - 1);
        assertThat(status("/metrics")).isEqualTo(200);
        assertThat(provider.tokenRequests.get()).as("not asked yet").isEqualTo(1);
        pass(1);
        await().until(() -> status("/metrics") == 401);
    }

    @Test
    void newRole_counts_andTheNextQuestionTakesTheNextToken() throws Exception {
        provider.person.put("groups", List.of("support"));
        pass(1);
        await().until(() -> status("/metrics") == 403);
        assertThat(status("/api/snapshot")).isEqualTo(200);
        provider.person.put("groups", List.of("ops"));
        pass(2);
        await().until(() -> status("/metrics") == 200);
        provider.person.put("groups", List.of());
        pass(3);
        await().until(() -> status("/metrics") == 401);
    }

    @Test
    void anotherPersonsToken_endsTheSession() throws Exception {
        provider.maker = claims -> TestProvider.signed(provider.key, claims.subject("somebody else"));
        pass(1);
        await().until(() -> status("/metrics") == 401);
    }

    @Test
    void tokenThatProvesNothing_givesNoRole() throws Exception {
        provider.person.put("groups", List.of("support"));
        provider.maker = claims -> TestProvider.signed(TestProvider.newKey("other"), claims);
        pass(1);
        await().until(() -> {
            assertThat(status("/metrics")).isEqualTo(200);
            return provider.tokenRequests.get() == 2;
        });
        assertThat(status("/metrics")).isEqualTo(200);
    }

    @Test
    void providerThatIsAway_orTellsNothingNew_leavesTheSession() throws Exception {
        provider.tokenStatus = 503;
        pass(1);
        await().until(() -> {
            assertThat(status("/metrics")).isEqualTo(200);
            return provider.tokenRequests.get() == 2;
        });
        provider.tokenStatus = 0;
        provider.repeatsIdToken = false;
        pass(2);
        await().until(() -> {
            assertThat(status("/metrics")).isEqualTo(200);
            return provider.tokenRequests.get() == 3;
        });
        provider.revoke();
        pass(3);
        await().until(() -> status("/metrics") == 401);
    }
}
