package io.rollcall.dashboard.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Checks ID tokens: who signed them, for whom, when and for which sign-in. The provider's keys are kept for 15 min; a token
 * with another key makes them be fetched again, at most every 5 s. Thread-safe.
 */
final class IdTokens {
    /** By which the clocks of the provider and the dashboard may differ, s. */
    static final int MAX_CLOCK_SKEW = 60;

    private static final long KEYS_MILLIS = 15 * 60_000;
    private static final long KEYS_TIMEOUT_MILLIS = 15_000;
    private static final long MIN_FETCH_MILLIS = 5_000;
    private static final long OUTAGE_MILLIS = 3_600_000;
    private static final Set<String> NEEDED = Set.of("sub", "iat", "exp", "aud");

    private final String client;
    private final ProviderHttp http;
    private final LongSupplier nowMillis;
    private KeySet keys;
    private boolean fetched;
    private long fetchedMillis;

    private record KeySet(URI uri, Set<JWSAlgorithm> algorithms, JWKSource<SecurityContext> source) {}

    /** @param client the audience of the tokens */
    IdTokens(String client, ProviderHttp http, LongSupplier nowMillis) {
        this.client = client;
        this.http = http;
        this.nowMillis = nowMillis;
    }

    /**
     * The claims of a token.
     *
     * @param nonce of the sign-in that it belongs to; null for a token that came later
     * @throws KeySourceException if the provider's keys cannot be fetched
     * @throws BadJOSEException if it is not a token of this provider for this client, sign-in and time
     */
    JWTClaimsSet verified(JWT token, String nonce, OIDCProviderMetadata provider)
            throws BadJOSEException, JOSEException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        KeySet known = keys(provider);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(known.algorithms(), known.source()));
        processor.setJWTClaimsSetVerifier(
                new Claims(client, provider.getIssuer().getValue(), nonce, nowMillis));
        return processor.process(token, null);
    }

    private synchronized KeySet keys(OIDCProviderMetadata provider) {
        Set<JWSAlgorithm> algorithms = Discovery.algorithms(provider);
        if (keys == null
                || !keys.uri().equals(provider.getJWKSetURI())
                || !keys.algorithms().equals(algorithms)) {
            keys = new KeySet(provider.getJWKSetURI(), algorithms, source(provider.getJWKSetURI()));
        }
        return keys;
    }

    private JWKSource<SecurityContext> source(URI uri) {
        try {
            return JWKSourceBuilder.create(uri.toURL(), url -> new Resource(fetch(uri), "application/json"))
                    .cache(KEYS_MILLIS, KEYS_TIMEOUT_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(false) // by a clock of its own
                    .outageTolerant(OUTAGE_MILLIS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e); // the discovery has checked the scheme
        }
    }

    private synchronized String fetch(URI uri) throws IOException {
        long now = nowMillis.getAsLong();
        if (fetched && now >= fetchedMillis && now - fetchedMillis < MIN_FETCH_MILLIS) {
            throw new IOException("the keys of " + uri + " were fetched a moment ago");
        }
        fetched = true;
        try {
            return http.get(uri);
        } finally {
            fetchedMillis = nowMillis.getAsLong(); // who has waited for a fetch that hung does not begin another
        }
    }

    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final String client;
        private final LongSupplier nowMillis;

        Claims(String client, String issuer, String nonce, LongSupplier nowMillis) {
            super(
                    client,
                    nonce == null
                            ? new JWTClaimsSet.Builder().issuer(issuer).build()
                            : new JWTClaimsSet.Builder()
                                    .issuer(issuer)
                                    .claim("nonce", nonce)
                                    .build(),
                    NEEDED);
            this.client = client;
            this.nowMillis = nowMillis;
            setMaxClockSkew(MAX_CLOCK_SKEW);
        }

        @Override
        protected Date currentTime() {
            return new Date(nowMillis.getAsLong());
        }

        @Override
        public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
            super.verify(claims, context);
            for (String name : NEEDED) { // they are there, but may be null
                if (claims.getClaim(name) == null
                        || claims.getClaim(name).toString().isBlank()) {
                    throw new BadJWTException("the token's " + name + " has no value");
                }
            }
            Object party = claims.getClaim("azp");
            List<String> audience = claims.getAudience();
            if (party == null ? audience.size() > 1 : !party.equals(client)) {
                throw new BadJWTException("the token is for several clients, and not for this one first of all");
            }
            if (claims.getIssueTime().getTime() > nowMillis.getAsLong() + MAX_CLOCK_SKEW * 1000L) {
                throw new BadJWTException("the token was issued in the future");
            }
        }
    }
}
