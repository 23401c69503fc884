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
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.rollcall.dashboard.oidc.PendingSignIns.Pending;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges the code of a sign-in, and later the refresh token, for who somebody is. Thread-safe. */
final class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    /** At a time: a provider that hangs leaves most of the server's 16 threads to others. */
    private static final int MAX_REQUESTS = 4;

    private static final long MAX_WAIT_MILLIS = 500;
    private static final int MAX_CODE_CHARS = 60;
    /** Of what is kept of a session, of which there may be 10,000. */
    private static final int MAX_TOKEN_CHARS = 6_000;
    /** The status of a code or token that the provider takes no more. */
    private static final int EXPIRED = 400;

    /** Of the person; others are of the dashboard. */
    private static final Set<String> REFUSALS = Set.of("invalid_grant", "access_denied");

    private static final String UNPROVEN = "The provider's answer does not prove who you are.";
    private static final String UNREACHABLE = "The provider cannot be reached at the moment.";

    private final OidcSettings settings;
    private final ProviderHttp http;
    private final Discovery discovery;
    private final IdTokens idTokens;
    private final Roles roles;
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);

    TokenEndpoint(OidcSettings settings, ProviderHttp http, Discovery discovery, IdTokens idTokens, Roles roles) {
        this.settings = settings;
        this.http = http;
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
        OIDCTokens answer = tokens(grant, provider);
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
     * The same person as the provider knows them now.
     *
     * @return empty if it no longer lets them in, or if they no longer have a role
     * @throws SignInProblem if it cannot be asked
     */
    Optional<Person> refreshed(Person before) {
        return oneOfFew(() -> askAgain(before));
    }

    private Optional<Person> askAgain(Person before) {
        OIDCProviderMetadata provider = discovery.current();
        OIDCTokens answer;
        try {
            answer = tokens(new RefreshTokenGrant(new RefreshToken(before.refreshToken())), provider);
        } catch (SignInProblem problem) {
            if (problem.status() == EXPIRED) {
                return Optional.empty();
            }
            throw problem;
        }
        String next = refreshToken(answer, before.refreshToken());
        if (answer.getIDToken() == null) {
            return Optional.of(new Person(before.subject(), before.name(), before.role(), before.idToken(), next));
        }
        JWTClaimsSet claims = claims(answer.getIDToken(), null, provider);
        if (!before.subject().equals(claims.getSubject())) {
            return Optional.empty();
        }
        String token = kept(answer.getIDToken().getParsedString());
        return roles.of(claims).map(role -> new Person(before.subject(), Person.name(claims), role, token, next));
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
            LOG.warn("the provider's keys cannot be fetched: {}", e.getMessage());
            throw new SignInProblem(503, UNREACHABLE, e);
        }
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
        LOG.warn("the provider refuses a sign-in: {}", plain(code));
        return "temporarily_unavailable".equals(code)
                ? new SignInProblem(503, UNREACHABLE)
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

    private OIDCTokens tokens(AuthorizationGrant grant, OIDCProviderMetadata provider) {
        try {
            return ask(grant, provider);
        } catch (IOException e) {
            LOG.warn("the provider does not tell who somebody is: {}", e.getMessage());
            throw new SignInProblem(503, UNREACHABLE, e);
        }
    }

    private OIDCTokens ask(AuthorizationGrant grant, OIDCProviderMetadata provider) throws IOException {
        HTTPResponse answer = request(grant, provider).toHTTPRequest().send(http);
        int status = answer.getStatusCode();
        if (status >= HTTPResponse.SC_SERVER_ERROR) {
            throw new IOException(provider.getTokenEndpointURI() + " answers with status " + status);
        }
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (response instanceof OIDCTokenResponse success) {
                return success.getOIDCTokens();
            }
            if (response.indicatesSuccess()) { // of OAuth without OpenID Connect, as some answer to a refresh token
                Tokens tokens = response.toSuccessResponse().getTokens();
                return new OIDCTokens(tokens.getAccessToken(), tokens.getRefreshToken());
            }
            String problem = plain(response.toErrorResponse().getErrorObject().getCode());
            if (REFUSALS.contains(problem)) {
                throw new SignInProblem(EXPIRED, "This sign-in has expired, or was used already.");
            }
            LOG.warn("the provider refuses to tell who somebody is: {}, status {}", problem, status);
            throw new SignInProblem(502, "The provider refuses this dashboard. The dashboard's log says why.");
        } catch (ParseException e) {
            throw new IOException("an answer with status " + status + " that is no token: " + e.getMessage(), e);
        }
    }

    private TokenRequest request(AuthorizationGrant grant, OIDCProviderMetadata provider) throws IOException {
        Optional<Secret> secret;
        try {
            secret = settings.secret();
        } catch (UserError e) {
            throw new IOException(e.getMessage(), e);
        }
        List<ClientAuthenticationMethod> methods = Optional.ofNullable(provider.getTokenEndpointAuthMethods())
                .orElse(List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        if (secret.isEmpty()) {
            return new TokenRequest.Builder(provider.getTokenEndpointURI(), settings.client(), grant).build();
        }
        boolean inForm = !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return new TokenRequest.Builder(
                        provider.getTokenEndpointURI(),
                        inForm
                                ? new ClientSecretPost(settings.client(), secret.get())
                                : new ClientSecretBasic(settings.client(), secret.get()),
                        grant)
                .build();
    }

    /** A code of the provider that cannot begin a line of the log. */
    private static String plain(String code) {
        return code == null
                ? "no reason"
                : code.substring(0, Math.min(code.length(), MAX_CODE_CHARS)).replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}
