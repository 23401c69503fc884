package io.rollcall.dashboard.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a code or a refresh token to the provider, and reads the tokens that it gives for it. Thread-safe. */
final class TokenExchange {
    /** The status of a code or token that the provider takes no more. */
    static final int EXPIRED = 400;

    private static final Logger LOG = LoggerFactory.getLogger(TokenExchange.class);
    private static final int MAX_CODE_CHARS = 60;

    /** Of the person; others are of the dashboard. */
    private static final Set<String> REFUSALS = Set.of("invalid_grant", "access_denied");

    private static final String NO_SECRET =
            "This dashboard cannot prove itself to the provider at the moment. Its log says why.";

    private final OidcSettings settings;
    private final ProviderHttp http;

    TokenExchange(OidcSettings settings, ProviderHttp http) {
        this.settings = settings;
        this.http = http;
    }

    /** The tokens for a grant. @throws SignInProblem if there are none */
    OIDCTokens tokens(AuthorizationGrant grant, OIDCProviderMetadata provider) {
        try {
            return ask(grant, provider);
        } catch (IOException e) {
            LOG.warn("the provider does not tell who somebody is: {}", e.getMessage());
            throw SignInProblem.unreachable(e);
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
            LOG.warn(
                    "the provider's answer cannot be read: {} answers with status {} and {}",
                    provider.getTokenEndpointURI(),
                    status,
                    wrong(answer));
            throw SignInProblem.unreadable(e);
        }
    }

    private TokenRequest request(AuthorizationGrant grant, OIDCProviderMetadata provider) {
        Optional<Secret> secret;
        try {
            secret = settings.secret();
        } catch (UserError e) {
            LOG.warn("nobody can sign in: {}", e.getMessage());
            throw new SignInProblem(SignInProblem.AWAY, NO_SECRET, e);
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

    /** What an answer is in place of tokens. The library's own sentence may quote a token. */
    private static String wrong(HTTPResponse answer) {
        try {
            answer.getBodyAsJSONObject();
            return "JSON whose tokens are none, or no JWT";
        } catch (ParseException e) {
            return "no JSON object";
        }
    }

    /** A code of the provider that cannot begin a line of the log. */
    static String plain(String code) {
        return code == null
                ? "no reason"
                : code.substring(0, Math.min(code.length(), MAX_CODE_CHARS)).replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}
