package io.rollcall.dashboard.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.rollcall.dashboard.oidc.PendingSignIns.Pending;
import io.rollcall.model.settings.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges the code of a sign-in, and later the refresh token, for who somebody is. Thread-safe. */
final class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    /**
     * Sign-ins at a time: a provider that hangs leaves most of the server's 16 threads to others. Later questions have
     * threads of their own, so that strangers who sign in do not keep anybody from being asked for.
     */
    private static final int MAX_REQUESTS = 4;

    private static final long MAX_WAIT_MILLIS = 500;
    /** Of what is kept of a session, of which there may be 10,000. */
    private static final int MAX_TOKEN_CHARS = 6_000;

    private static final String UNPROVEN = "The provider's answer does not prove who you are.";

    private final TokenExchange exchange;
    private final Discovery discovery;
    private final IdTokens idTokens;
    private final Roles roles;
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);

    TokenEndpoint(TokenExchange exchange, Discovery discovery, IdTokens idTokens, Roles roles) {
        this.exchange = exchange;
        this.discovery = discovery;
        this.idTokens = idTokens;
        this.roles = roles;
    }

    /** Who has signed in. @throws SignInProblem if nobody, or somebody without a role */
    Person person(Map<String, List<String>> parameters, Pending begun, OIDCProviderMetadata provider) {
        AuthorizationCode code = code(parameters, begun, provider);
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(code, begun.redirect(), new CodeVerifier(begun.verifier()));
        return oneOfFew(() -> person(grant, begun, provider));
    }

    private Person person(AuthorizationGrant grant, Pending begun, OIDCProviderMetadata provider) {
        OIDCTokens answer = exchange.tokens(grant, provider);
        if (answer.getIDToken() == null) {
            throw new SignInProblem(502, UNPROVEN);
        }
        JWTClaimsSet claims = claims(answer.getIDToken(), begun.nonce(), provider);
        String token = kept(answer.getIDToken().getParsedString());
        String name = Person.name(claims);
        Role role = roles.of(claims).orElseThrow(() -> SignInProblem.noRole(name, token));
        return new Person(claims.getSubject(), name, role, token, refreshToken(answer, ""));
    }

    /**
     * What the provider says about somebody later.
     *
     * @param person who it is now; as before, but for the refresh token, if the answer says nothing of them
     * @param isProven whether the provider says so
     */
    record Refreshed(Person person, boolean isProven) {}

    /**
     * The same person as the provider knows them now.
     *
     * @return empty if it no longer lets them in, or if they no longer have a role
     * @throws SignInProblem if it cannot be asked, or does not answer as a provider does
     */
    Optional<Refreshed> refreshed(Person before) {
        OIDCProviderMetadata provider = discovery.current();
        OIDCTokens answer;
        try {
            answer = exchange.tokens(new RefreshTokenGrant(new RefreshToken(before.refreshToken())), provider);
        } catch (SignInProblem problem) {
            if (problem.status() == TokenExchange.EXPIRED) {
                return Optional.empty();
            }
            throw problem;
        }
        // The former token may have ended with this answer, whatever else it says.
        String next = refreshToken(answer, before.refreshToken());
        Optional<JWTClaimsSet> claims = laterClaims(answer, provider);
        if (claims.isEmpty()) {
            return Optional.of(new Refreshed(
                    new Person(before.subject(), before.name(), before.role(), before.idToken(), next), false));
        }
        if (!before.subject().equals(claims.get().getSubject())) {
            return Optional.empty();
        }
        String token = kept(answer.getIDToken().getParsedString());
        return roles.of(claims.get())
                .map(role -> new Person(before.subject(), Person.name(claims.get()), role, token, next))
                .map(person -> new Refreshed(person, true));
    }

    /** Empty if there is no ID token, as OpenID Connect allows here, or if it proves nothing. */
    private Optional<JWTClaimsSet> laterClaims(OIDCTokens answer, OIDCProviderMetadata provider) {
        try {
            return Optional.ofNullable(answer.getIDToken()).map(token -> claims(token, null, provider));
        } catch (SignInProblem logged) {
            return Optional.empty();
        }
    }

    private static String refreshToken(OIDCTokens answer, String otherwise) {
        return answer.getRefreshToken() == null
                ? otherwise
                : kept(answer.getRefreshToken().getValue());
    }

    /** A token, or an empty text in its place if it takes much memory: such an ID token fits no address anyway. */
    private static String kept(String token) {
        return token.length() > MAX_TOKEN_CHARS ? "" : token;
    }

    private JWTClaimsSet claims(JWT token, String nonce, OIDCProviderMetadata provider) {
        try {
            return idTokens.verified(token, nonce, provider);
        } catch (BadJOSEException e) {
            LOG.warn("the provider's ID token is refused: {}", e.getMessage());
            throw new SignInProblem(502, UNPROVEN, e);
        } catch (JOSEException e) {
            LOG.warn("the provider's keys cannot be used: {}", e.getMessage());
            throw isUnreadable(e) ? SignInProblem.unreadable(e) : SignInProblem.unreachable(e);
        }
    }

    /** Whether there were keys, but none that can be read. */
    private static boolean isUnreadable(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(java.text.ParseException.class::isInstance);
    }

    private static AuthorizationCode code(
            Map<String, List<String>> parameters, Pending begun, OIDCProviderMetadata provider) {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(begun.redirect(), parameters);
            if (response.getIssuer() != null && !response.getIssuer().equals(provider.getIssuer())) {
                throw new SignInProblem(400, "This answer is of another provider.");
            }
            if (!response.indicatesSuccess()) {
                throw refused(response.toErrorResponse().getErrorObject().getCode());
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            if (code != null) {
                return code;
            }
            throw new SignInProblem(400, "The provider's answer has no code.");
        } catch (ParseException e) {
            throw new SignInProblem(400, "The provider's answer is incomplete.", e);
        }
    }

    private static SignInProblem refused(String code) {
        if ("access_denied".equals(code)) {
            return new SignInProblem(403, "The sign-in was refused or cancelled at the provider.");
        }
        LOG.warn("the provider refuses a sign-in: {}", TokenExchange.plain(code));
        return "temporarily_unavailable".equals(code)
                ? SignInProblem.unreachable(null)
                : new SignInProblem(502, "The provider refuses the sign-in. The dashboard's log says why.");
    }

    /** Asks the provider for tokens, and perhaps for its keys. */
    private <T> T oneOfFew(Supplier<T> asking) {
        try {
            if (!requests.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new SignInProblem(503, "Too many people sign in at this moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInProblem(503, "The dashboard is being stopped.", e);
        }
        try {
            return asking.get();
        } finally {
            requests.release();
        }
    }
}
