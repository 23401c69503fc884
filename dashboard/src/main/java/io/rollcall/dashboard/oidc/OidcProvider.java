package io.rollcall.dashboard.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.rollcall.dashboard.oidc.PendingSignIns.Pending;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A provider of OpenID Connect that signs people in: authorization code with PKCE. It need not be there when the dashboard
 * starts. Thread-safe.
 */
public final class OidcProvider implements AutoCloseable {
    /** How long somebody may take at the provider, s. */
    public static final int MAX_SECONDS = (int) (PendingSignIns.MAX_MILLIS / 1000);

    private static final long MAX_REQUEST_MILLIS = 10_000;
    private static final int THREADS = 2;
    private static final String EXPIRED = "This sign-in has expired, was used already, or began in another browser.";

    private final OidcSettings settings;
    private final Discovery discovery;
    private final TokenEndpoint endpoint;
    private final PendingSignIns pending;
    private final LongSupplier nowMillis;
    private final long everyMillis;
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "rollcall-oidc");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A sign-in that has begun.
     *
     * @param address of the provider, to which the browser goes
     * @param state by which the provider's answer names the sign-in
     * @param browser what the browser must keep, and prove itself by when it comes back
     */
    public record Begun(URI address, String state, String browser) {}

    /** The provider of these settings. @param nowMillis the time, ms since the epoch; @throws UserError if they are bad */
    public OidcProvider(Settings settings, LongSupplier nowMillis) {
        this.settings = OidcSettings.of(settings);
        ProviderHttp http = new ProviderHttp(MAX_REQUEST_MILLIS);
        discovery = new Discovery(this.settings.issuer(), http, nowMillis);
        IdTokens tokens = new IdTokens(this.settings.client().getValue(), http, nowMillis);
        endpoint = new TokenEndpoint(new TokenExchange(this.settings, http), discovery, tokens, new Roles(settings));
        everyMillis = settings.duration(SettingKey.DASHBOARD_OIDC_RECHECK).toMillis();
        this.nowMillis = nowMillis;
        pending = new PendingSignIns(nowMillis);
    }

    /** Checks settings without the provider. @throws UserError if they are bad */
    public static void check(Settings settings) {
        OidcSettings.of(settings);
    }

    /** Looks for the provider, again and again until it is there, so that {@link #problem} knows. */
    public void start() {
        background.scheduleWithFixedDelay(this::look, 0, Discovery.RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            discovery.current();
        } catch (SignInProblem known) {
            // The discovery keeps and logs the reason.
        }
    }

    /** Why nobody new can sign in; empty if all is well. */
    public Optional<String> problem() {
        return discovery.problem();
    }

    /**
     * Begins a sign-in.
     *
     * @param redirect to which the provider sends the browser back
     * @param view the query of the page to come back to in the end
     * @param client the address of the browser
     * @throws SignInProblem if the provider is away
     */
    public Begun begin(URI redirect, String view, String client) {
        OIDCProviderMetadata provider = discovery.current();
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        String browser = new State().getValue();
        pending.add(
                state.getValue(),
                new Pending(
                        browser, nonce.getValue(), verifier.getValue(), redirect, view, client, pending.endsMillis()));
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, settings.scope(), settings.client(), redirect)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(address, state.getValue(), browser);
    }

    /**
     * Somebody who has signed in.
     *
     * @param person who it is
     * @param view the query of the page to come back to
     */
    public record Finished(SignedInPerson person, String view) {}

    /**
     * Ends a sign-in.
     *
     * @param parameters of the provider's answer, as the browser brings it
     * @param browserOf by state, what the browser proves itself by; null if it has nothing
     * @throws SignInProblem if it does not succeed
     */
    public Finished finish(Map<String, List<String>> parameters, UnaryOperator<String> browserOf) {
        if (parameters.values().stream().anyMatch(values -> values.size() != 1) || !parameters.containsKey("state")) {
            throw new SignInProblem(400, EXPIRED);
        }
        String state = parameters.get("state").get(0);
        Pending begun = pending.take(state, browserOf.apply(state)).orElseThrow(() -> new SignInProblem(400, EXPIRED));
        try {
            Person person = endpoint.person(parameters, begun, discovery.current());
            return new Finished(new SignedInPerson(person, endpoint, background, nowMillis, everyMillis), begun.view());
        } catch (SignInProblem problem) {
            throw problem.of(begun.view());
        }
    }

    /**
     * Where the provider ends its own session.
     *
     * @param idToken of the person; empty if there is none
     * @param after to which the provider may send the browser in the end
     * @return empty if the provider has no such address, or is away
     */
    public Optional<URI> endSession(String idToken, URI after) {
        try {
            URI end = discovery.current().getEndSessionEndpointURI();
            if (end == null) {
                return Optional.empty();
            }
            JWT hint = idToken.isEmpty() ? null : JWTParser.parse(idToken);
            return Optional.of(new LogoutRequest(end, hint, null, settings.client(), after, null, null).toURI());
        } catch (SignInProblem | ParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
