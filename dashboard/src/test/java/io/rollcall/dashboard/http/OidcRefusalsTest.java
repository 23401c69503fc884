package io.rollcall.dashboard.http;

import static io.rollcall.dashboard.http.OidcBrowser.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.LogLines;
import io.rollcall.dashboard.oidc.TestProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of a provider that must not be a way in. */
class OidcRefusalsTest extends OidcSetUp {
    private static final String UNREADABLE =
            "The provider&#39;s answer cannot be read. The dashboard&#39;s log says why.";
    private static final String EXPIRED = "has expired, was used already, or began in another browser";

    @Test
    void answersThatAreNotOfThisSignIn_areAPlainPage() throws Exception {
        String back = oidc.back("state=UT");
        ApiAnswer in = browser.get(back);
        assertThat(in.status()).isEqualTo(303);
        browser.cookies.remove(SESSION);
        assertRefused(browser.get(back), 400, EXPIRED); // once more

        String others = oidc.back("");
        assertRefused(new SignedIn(on).get(others), 400, EXPIRED);
        browser.cookies.replaceAll((name, value) -> (value.startsWith("B") ? "C" : "B") + value.substring(1));
        assertRefused(browser.get(others), 400, EXPIRED);

        String state = "state=" + "A".repeat(43);
        for (String query :
                List.of("", "?code=x", "?" + state, "?code=x&" + state, "?code=x&state=", "?error=x&" + state)) {
            assertRefused(browser.get("/sign-in-callback" + query), 400, EXPIRED);
        }
        String twice = oidc.back("");
        assertRefused(browser.get(twice + "&code=other"), 400, EXPIRED);
        assertRefused(browser.get(twice + "&state=other"), 400, EXPIRED);
        assertThat(browser.get(twice).status()).as("untouched by those").isEqualTo(303);

        browser.cookies.clear();
        String late = oidc.back("");
        on.clock.set(TestServer.NOW + 10 * 60_000);
        assertRefused(browser.get(late), 400, EXPIRED);
        assertThat(provider.tokenRequests.get()).isEqualTo(2);
    }

    @Test
    void codeThatTheProviderHasTaken_signsNobodyIn() throws Exception {
        String first = oidc.back("");
        String code = TestProvider.parameters(first.replaceFirst(".*\\?", "")).get("code");
        String second = oidc.back("").replaceFirst("code=[^&]*", "code=" + code);
        assertRefused(browser.get(second), 400, "has expired, or was used already"); // another sign-in: PKCE
        assertThat(browser.get(first).status()).isEqualTo(303);
        browser.cookies.remove(SESSION);
        String third = oidc.back("").replaceFirst("code=[^&]*", "code=" + code);
        assertRefused(browser.get(third), 400, "has expired, or was used already");
    }

    @Test
    void refusalsOfTheProvider_areSaidInOneSentence_andNothingIsEchoed() throws Exception {
        for (Map.Entry<String, Integer> error : Map.of(
                        "access_denied", 403, "server_error", 502, "temporarily_unavailable", 503, "<b>new%0aline", 400)
                .entrySet()) {
            String state = oidc.back("state=UT").replaceFirst(".*&", "");
            ApiAnswer answer = browser.get("/sign-in-callback?" + state + "&error="
                    + error.getKey().replace("<", "%3C").replace(">", "%3E")
                    + "&error_description=%3Cscript%3Ealert(1)%3C/script%3E");
            assertRefused(answer, error.getValue(), "provider");
            assertThat(answer.body()).contains("sign-in?to=state%3DUT").doesNotContain("alert(1)", "new");
        }
        provider.person.put("preferred_username", "<img src=x onerror=alert(1)>");
        oidc.signIn();
        assertThat(browser.get("/").body()).contains("&lt;img src=x").doesNotContain("<img src=x");
    }

    @Test
    void answersThatCannotBeRead_areCalledSo_andTheLogQuotesNoToken() throws Exception {
        Map<String, TestProvider.TokenMaker> tokens = Map.of(
                "no JWT", claims -> "eyJsecret",
                "three parts that are none", claims -> "eyJ.eyJsecret.x",
                "empty", claims -> "");
        try (LogLines log = new LogLines("io.rollcall.dashboard.oidc")) {
            for (Map.Entry<String, TestProvider.TokenMaker> token : tokens.entrySet()) {
                provider.maker = token.getValue();
                assertRefused(oidc.signIn(), 502, UNREADABLE);
            }
            provider.tokenStatus = 200;
            for (String body : List.of("", "[]", "{", "null", "{}", "{\"access_token\":eyJsecret}", "<p>")) {
                provider.tokenBody = body;
                assertRefused(oidc.signIn(), 502, UNREADABLE);
            }
            assertThat(log.next())
                    .hasSize(10)
                    .allMatch(line -> line.contains(provider.issuer() + "/token answers with status 200 and "))
                    .noneMatch(line -> line.contains("eyJ"));
        }
        provider.tokenStatus = 0;
        provider.maker = claims -> TestProvider.signed(provider.key, claims);
        provider.keysBody = "{\"keys\":7}";
        assertRefused(oidc.signIn(), 502, UNREADABLE);
    }
}
