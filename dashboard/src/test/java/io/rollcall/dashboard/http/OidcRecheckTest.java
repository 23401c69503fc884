package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
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
    void refusalOfThePerson_endsTheSession_andThatOfTheDashboardDoesNot() throws Exception {
        provider.tokenStatus = 401;
        provider.tokenBody = "{\"error\":\"invalid_client\"}";
        pass(1);
        asked(2);
        provider.tokenStatus = 400;
        provider.tokenBody = "{\"error\":\"access_denied\"}";
        pass(2);
        await().until(() -> status("/metrics") == 401);
    }

    @Test
    void providerThatIsAway_leavesTheSession() throws Exception {
        provider.tokenStatus = 503;
        for (int i = 1; i <= 13; i++) { // more than an hour
            pass(i);
            asked(1 + i);
        }
        provider.tokenStatus = 0;
        provider.revoke();
        pass(14);
        await().until(() -> status("/metrics") == 401);
    }

    @Test
    void answersWithoutAnIdToken_leaveTheRoleForAnHour_andOneWithItForAnother() throws Exception {
        provider.repeatsIdToken = false;
        for (int i = 1; i <= 11; i++) {
            pass(i);
            asked(1 + i);
        }
        provider.repeatsIdToken = true;
        pass(12);
        asked(13);
        provider.repeatsIdToken = false;
        for (int i = 13; i <= 23; i++) {
            pass(i);
            asked(1 + i);
        }
        pass(24);
        await().until(() -> status("/metrics") == 401);
    }

    /** Each comes with a new refresh token, and ends the former one. */
    @Test
    void tokensThatProveNothing_giveNoRole_andLeaveTheFormerOneForAnHour() throws Exception {
        provider.person.put("groups", List.of("support"));
        TestProvider.TokenMaker right = provider.maker;
        RSAKey other = TestProvider.newKey("other");
        provider.maker = claims -> TestProvider.signed(other, claims);
        pass(1);
        asked(2);
        provider.maker = right;
        pass(2);
        await().until(() -> status("/metrics") == 403);
        provider.person.put("groups", List.of("ops"));
        provider.maker = claims -> TestProvider.signed(other, claims);
        for (int i = 3; i <= 13; i++) {
            int times = 1 + i;
            pass(i);
            await().until(() -> status("/metrics") == 403 && provider.tokenAnswers.get() == times);
        }
        pass(14);
        await().until(() -> status("/metrics") == 401);
    }

    @Test
    void answersThatCannotBeRead_leaveTheRoleForAnHour() throws Exception {
        provider.tokenStatus = 200;
        provider.tokenBody = "{\"access_token\":7}";
        for (int i = 1; i <= 11; i++) {
            pass(i);
            asked(1 + i);
        }
        pass(12);
        await().until(() -> status("/metrics") == 401);
    }

    /** Waits for so many answers with tokens, during which and after which the session is there. */
    private void asked(int times) throws Exception {
        await().until(() -> {
            assertThat(status("/metrics")).isEqualTo(200);
            return provider.tokenAnswers.get() == times;
        });
        assertThat(status("/metrics")).isEqualTo(200);
    }
}
