package io.rollcall.dashboard.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the provider publishes of itself. It is fetched when it is needed for the first time, and again once per hour; while
 * that fails, the former one holds. Thread-safe.
 */
final class Discovery {
    static final long MAX_AGE_MILLIS = 3_600_000;
    /** Between attempts that fail. */
    static final long RETRY_MILLIS = 5_000;

    private static final long MAX_WAIT_MILLIS = 500;

    /** Those with a key that the provider alone has. {@code none} and HMAC are not among them. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Issuer issuer;
    private final ProviderHttp http;
    private final LongSupplier nowMillis;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile OIDCProviderMetadata metadata;
    private volatile long triedMillis;
    private volatile boolean tried;
    private volatile String problem;

    Discovery(Issuer issuer, ProviderHttp http, LongSupplier nowMillis) {
        this.issuer = issuer;
        this.http = http;
        this.nowMillis = nowMillis;
    }

    /** What the provider publishes. @throws SignInProblem 503 if it could never be fetched */
    OIDCProviderMetadata current() {
        fetchIfDue();
        OIDCProviderMetadata known = metadata;
        if (known == null) {
            throw new SignInProblem(503, "The provider that signs people in cannot be used at the moment.");
        }
        return known;
    }

    /** One thread fetches. Others do not wait for it for long, so that a provider that hangs does not take all of them. */
    private void fetchIfDue() {
        try {
            if (isDue() && fetching.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    if (isDue()) {
                        fetch();
                    }
                } finally {
                    fetching.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue() {
        long age = nowMillis.getAsLong() - triedMillis;
        return !tried || age < 0 || age >= (problem == null ? MAX_AGE_MILLIS : RETRY_MILLIS);
    }

    /** Why the last attempt failed; empty if it did not. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void fetch() {
        String before = problem;
        try {
            metadata = checked(OIDCProviderMetadata.parse(http.get(address())));
            problem = null;
        } catch (IOException e) {
            problem = e.getMessage();
        } catch (ParseException | RuntimeException e) {
            problem = address() + " is no description of a provider: " + e.getMessage();
        }
        triedMillis = nowMillis.getAsLong();
        tried = true;
        if (problem != null && !problem.equals(before)) {
            LOG.warn("nobody new can sign in: {}", problem);
        } else if (problem == null && before != null) {
            LOG.info("the provider {} can be used again", issuer);
        }
    }

    private URI address() {
        return URI.create(issuer.getValue().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    private OIDCProviderMetadata checked(OIDCProviderMetadata found) throws IOException {
        if (!found.getIssuer().equals(issuer)) {
            throw new IOException("the provider calls itself " + found.getIssuer() + ", not " + issuer + ": correct "
                    + SettingKey.DASHBOARD_OIDC_ISSUER.key());
        }
        for (URI needed :
                new URI[] {found.getAuthorizationEndpointURI(), found.getTokenEndpointURI(), found.getJWKSetURI()}) {
            if (needed == null) {
                throw new IOException(address() + " lacks the address of a needed endpoint");
            }
        }
        Optional<URI> readable = Stream.of(
                        found.getAuthorizationEndpointURI(),
                        found.getTokenEndpointURI(),
                        found.getJWKSetURI(),
                        found.getEndSessionEndpointURI())
                .filter(uri -> uri != null && !WebAddress.isProtected(uri))
                .findFirst();
        if (readable.isPresent()) {
            throw new IOException("the provider names " + readable.get() + ", which is not protected by TLS");
        }
        if (algorithms(found).isEmpty()) {
            throw new IOException("the provider signs ID tokens by none of the algorithms " + SIGNATURES);
        }
        return found;
    }

    /** The algorithms by which ID tokens may be signed: those that the provider names, and that prove who signed. */
    static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
        List<JWSAlgorithm> named =
                Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of());
        return named.stream().filter(SIGNATURES::contains).collect(Collectors.toUnmodifiableSet());
    }
}
