package io.rollcall.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.rollcall.dashboard.oidc.OidcProvider;
import io.rollcall.dashboard.oidc.OidcProvider.Begun;
import io.rollcall.dashboard.oidc.OidcProvider.Finished;
import io.rollcall.dashboard.oidc.SignInProblem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes by which a provider of OpenID Connect signs people in and out. */
final class OidcSignIn implements SignInRoutes {
    /** Then the first letters of the state: tabs that sign in at the same time do not disturb each other. */
    private static final String COOKIE = "rollcall-oidc-";

    private static final int STATE_CHARS = 8;
    /** Sign-ins of one browser at a time. With many more, its cookies would be too large for a request. */
    private static final int MAX_COOKIES = 8;

    private static final String AGAIN = "Sign in again";
    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

    private final OidcProvider provider;
    private final Sessions<ProviderUser> sessions;
    private final PublicAddress address;
    private final String path;

    /** @param path that of the page, with a slash at its end: other pages of this host do not get the cookies */
    OidcSignIn(OidcProvider provider, Sessions<ProviderUser> sessions, PublicAddress address, String path) {
        this.provider = provider;
        this.sessions = sessions;
        this.address = address;
        this.path = path;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/sign-in", this::begin);
        routes.post("/sign-in", ctx -> SignIn.toForm(ctx, "")); // there is no form
        routes.get("/sign-in-callback", this::finish);
        routes.post("/sign-out", this::signOut);
        routes.get("/sign-out", this::signedOut);
    }

    private void begin(Context ctx) {
        String view = SignIn.query(ctx.queryParam("to"));
        if (session(ctx).isPresent()) {
            SignIn.toPage(ctx, view);
            return;
        }
        Optional<String> badAddress = address.problem(ctx);
        if (badAddress.isPresent()) {
            show(ctx, 400, badAddress.get(), again(view));
            return;
        }
        try {
            URI back = address.of(ctx, "sign-in-callback").orElseThrow();
            Begun begun = provider.begin(back, view, Throttle.network(ctx.req().getRemoteAddr()));
            List<String> others = ctx.cookieMap().keySet().stream()
                    .filter(name -> name.startsWith(COOKIE))
                    .toList();
            if (others.size() >= MAX_COOKIES) {
                others.forEach(name -> SessionCookie.remove(ctx, path, name));
            }
            SessionCookie.put(
                    ctx, path, cookie(begun.state()), begun.browser(), "; Max-Age=" + OidcProvider.MAX_SECONDS);
            SignIn.see(ctx, begun.address().toString());
        } catch (SignInProblem problem) {
            show(ctx, problem.status(), problem.getMessage(), again(view));
        }
    }

    private static String cookie(String state) {
        return COOKIE + state.substring(0, Math.min(STATE_CHARS, state.length()));
    }

    private void finish(Context ctx) {
        String from = ctx.req().getRemoteAddr();
        try {
            Finished finished = provider.finish(ctx.queryParamMap(), state -> SessionCookie.value(ctx, cookie(state))
                    .orElse(null));
            endSession(ctx);
            ProviderUser user = new ProviderUser(finished.person());
            SessionCookie.set(ctx, path, SessionCookie.SESSION, sessions.begin(user));
            AuditLog.signedIn("subject " + user.key() + ", who is called " + user.name() + ",", from);
            SessionCookie.remove(ctx, path, cookie(ctx.queryParam("state")));
            SignIn.toPage(ctx, finished.view());
        } catch (SignInProblem problem) {
            refuse(ctx, problem, from);
        }
    }

    private void refuse(Context ctx, SignInProblem problem, String from) {
        if (problem.name().isEmpty() && session(ctx).isPresent()) {
            SignIn.toPage(ctx, problem.view()); // the same browser has signed in by another tab, or goes back
            return;
        }
        Map<String, String> links = new LinkedHashMap<>(again(problem.view()));
        if (!problem.name().isEmpty()) {
            AuditLog.withoutRole(problem.name(), from);
            address.of(ctx, "sign-out")
                    .flatMap(after -> provider.endSession(problem.idToken(), after))
                    .ifPresent(end -> links.put(end.toString(), "Sign out at the provider"));
        }
        LOG.info("a sign-in ends with {}: {}", problem.status(), AuditLog.plain(problem.getMessage()));
        show(ctx, problem.status(), problem.getMessage(), links);
    }

    private void signOut(Context ctx) {
        if (!SessionCookie.isOwnForm(ctx, SessionCookie.SESSION)) {
            SignIn.toPage(ctx, ""); // where somebody who is signed in still is
            return;
        }
        Optional<ProviderUser> user = endSession(ctx);
        SessionCookie.remove(ctx, path, SessionCookie.SESSION);
        user.ifPresent(who -> AuditLog.signedOut(who.name(), ctx.req().getRemoteAddr()));
        Optional<URI> end = address.of(ctx, "sign-out")
                .flatMap(after -> user.flatMap(
                        who -> provider.endSession(who.known().person().idToken(), after)));
        if (end.isEmpty()) {
            SignIn.see(ctx, "sign-out");
            return;
        }
        // Not a redirect: the policy of the page that has the form forbids that it leads to another server.
        html(
                ctx,
                200,
                SignInPage.goingOn("You are signed out here.", end.get().toString(), "Sign out at the provider"));
    }

    private void signedOut(Context ctx) {
        if (session(ctx).isPresent()) {
            SignIn.toPage(ctx, "");
            return;
        }
        html(ctx, 200, SignInPage.message("You are signed out.", false, again("")));
    }

    private Optional<String> session(Context ctx) {
        return SessionCookie.value(ctx, SessionCookie.SESSION)
                .filter(id -> sessions.user(id).isPresent());
    }

    private Optional<ProviderUser> endSession(Context ctx) {
        return SessionCookie.value(ctx, SessionCookie.SESSION).flatMap(id -> {
            Optional<ProviderUser> user = sessions.user(id);
            sessions.end(id);
            return user;
        });
    }

    private static Map<String, String> again(String view) {
        return Map.of(
                view.isEmpty() ? "sign-in" : "sign-in?to=" + URLEncoder.encode(view, StandardCharsets.UTF_8), AGAIN);
    }

    private static void show(Context ctx, int status, String sentence, Map<String, String> links) {
        html(ctx, status, SignInPage.message(sentence, true, links));
    }

    private static void html(Context ctx, int status, String html) {
        ctx.status(HttpStatus.forStatus(status))
                .contentType("text/html;charset=utf-8")
                .result(html);
    }

    @Override
    public String pagePart(Context ctx, Identity who) {
        Optional<String> session = session(ctx);
        session.ifPresent(id -> SignIn.allowForms(ctx));
        return SignInPage.session(who, session.map(SessionCookie::formToken).orElse(null));
    }
}
