package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.dashboard.oidc.TestProvider;
import io.rollcall.dashboard.oidc.TestProvider.TokenMaker;
import java.nio.file.Path;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which ID tokens prove who somebody is. */
@Timeout(60)
class OidcTokenTest {
    private static final long SKEW_MILLIS = 60_000;

    @TempDir
    private Path folder;

    private final TestProvider provider = new TestProvider(() -> this.on.clock.millis());
    private TestServer on;

    @BeforeEach
    void start() {
        on = OidcBrowser.server(provider, folder, settings -> settings);
    }

    @AfterEach
    void stop() {
        on.close();
        provider.close();
    }

    private ApiAnswer signIn(TokenMaker maker) throws Exception {
        provider.maker = maker;
        return new OidcBrowser(on, provider).signIn();
    }

    @Test
    void tokensThatProveNothing_signNobodyIn() throws Exception {
        RSAKey right = provider.key;
        RSAKey wrong = TestProvider.newKey(right.getKeyID());
        Map<String, TokenMaker> bad = new LinkedHashMap<>();
        bad.put("another client's", claims -> TestProvider.signed(right, claims.audience("other")));
        bad.put("another provider's", claims -> TestProvider.signed(right, claims.issuer("https://evil.example")));
        bad.put(
                "the issuer with a slash",
                claims -> TestProvider.signed(right, claims.issuer(provider.issuer() + "/")));
        bad.put("another sign-in's", claims -> TestProvider.signed(right, claims.claim("nonce", "A".repeat(43))));
        bad.put("no sign-in's", claims -> TestProvider.signed(right, claims.claim("nonce", null)));
        bad.put("nobody's", claims -> TestProvider.signed(right, claims.subject(null)));
        bad.put("without audience", claims -> TestProvider.signed(right, claims.audience((String) null)));
        bad.put("without end", claims -> TestProvider.signed(right, claims.expirationTime(null)));
        for (String name : List.of("sub", "exp", "iat", "aud", "iss")) {
            bad.put(name + " is null", claims -> with(right, claims, name, null));
        }
        bad.put("of a blank subject", claims -> with(right, claims, "sub", " "));
        bad.put("for several clients", claims -> TestProvider.signed(right, claims.audience(List.of("rollcall", "b"))));
        bad.put("for another one first", claims -> TestProvider.signed(right, claims.claim("azp", "b")));
        bad.put("expired", claims -> TestProvider.signed(right, claims.expirationTime(at(-SKEW_MILLIS - 1000))));
        bad.put("of the future", claims -> TestProvider.signed(right, claims.issueTime(at(SKEW_MILLIS + 1000))));
        bad.put("not valid yet", claims -> TestProvider.signed(right, claims.notBeforeTime(at(SKEW_MILLIS + 1000))));
        bad.put("not signed", claims -> new PlainJWT(claims.build()).serialize());
        bad.put("signed by the public key as a password", claims -> hmac(right, claims));
        bad.put("signed by somebody else", claims -> TestProvider.signed(wrong, claims));
        bad.put("changed after it was signed", claims -> changed(TestProvider.signed(right, claims)));
        bad.put("without its signature", claims -> TestProvider.signed(right, claims)
                .replaceFirst("[^.]*$", ""));
        for (Map.Entry<String, TokenMaker> token : bad.entrySet()) {
            ApiAnswer answer = signIn(token.getValue());
            assertThat(answer.status())
                    .as(token.getKey() + ": " + answer.body())
                    .isIn(502, 503);
            assertThat(answer.headers().getOrDefault("set-cookie", ""))
                    .as(token.getKey())
                    .doesNotContain("rollcall-session");
            assertThat(answer.body()).contains("href=\"sign-in\"").doesNotContain("eyJ", "xception");
        }
        assertThat(signIn(claims -> TestProvider.signed(right, claims)).status())
                .isEqualTo(303);
    }

    private static Date at(long afterNowMillis) {
        return new Date(TestServer.NOW + afterNowMillis);
    }

    private static String with(RSAKey key, JWTClaimsSet.Builder claims, String name, Object value)
            throws com.nimbusds.jose.JOSEException {
        Map<String, Object> json = new LinkedHashMap<>(claims.build().toJSONObject());
        json.put(name, value);
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), new Payload(json));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String hmac(RSAKey key, JWTClaimsSet.Builder claims) throws com.nimbusds.jose.JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.");
        char last = parts[1].charAt(20);
        return parts[0] + "." + parts[1].substring(0, 20) + (last == 'A' ? 'B' : 'A') + parts[1].substring(21) + "."
                + parts[2];
    }

    @Test
    void clocksMayDifferByAMinute() throws Exception {
        RSAKey key = provider.key;
        assertThat(signIn(claims -> TestProvider.signed(
                                key, claims.issueTime(at(SKEW_MILLIS)).notBeforeTime(at(SKEW_MILLIS - 1000))))
                        .status())
                .isEqualTo(303);
        assertThat(signIn(claims -> TestProvider.signed(key, claims.expirationTime(at(-SKEW_MILLIS + 1000))))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void severalAudiences_areRight_ifThisClientIsTheFirst() throws Exception {
        RSAKey key = provider.key;
        assertThat(signIn(claims -> TestProvider.signed(
                                key, claims.audience(List.of("b", "rollcall")).claim("azp", "rollcall")))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void newKeysOfTheProvider_areFetched_butUnknownOnesNotAgainAndAgain() throws Exception {
        RSAKey first = provider.key;
        assertThat(signIn(claims -> TestProvider.signed(first, claims)).status())
                .isEqualTo(303);
        assertThat(signIn(claims -> TestProvider.signed(first, claims)).status())
                .isEqualTo(303);
        assertThat(provider.keyRequests.get()).isEqualTo(1);
        RSAKey second = TestProvider.newKey("second");
        provider.key = second;
        on.clock.set(TestServer.NOW + 5_000);
        assertThat(signIn(claims -> TestProvider.signed(second, claims)).status())
                .isEqualTo(303);
        assertThat(provider.keyRequests.get()).isEqualTo(2);
        assertThat(signIn(claims -> TestProvider.signed(first, claims)).status())
                .as("the former key")
                .isIn(502, 503);
        int before = provider.keyRequests.get();
        RSAKey unknown = TestProvider.newKey("unknown");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(claims -> TestProvider.signed(unknown, claims)).status())
                    .isIn(502, 503);
        }
        assertThat(provider.keyRequests.get()).isEqualTo(before);
    }
}
