package io.rollcall.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.rollcall.dashboard.oidc.OidcProvider;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.Role.Right;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Lets requests through to their routes, or not. Every request to a route passes here. Thread-safe. */
public final class Gate implements AutoCloseable {
    private static final String IDENTITY = "io.rollcall.dashboard.identity";
    private static final Set<String> PAGE = Set.of("/", "/index.html");

    private final List<Authenticator> authenticators;
    private final SignInRoutes signIn;
    private final boolean hasSignIn;
    /** Null unless it signs people in. */
    private final OidcProvider provider;

    private final Set<Role> roles;
    /** Of those who are known by a file; null if nobody is. */
    private final Users users;

    /**
     * The gate of these settings.
     *
     * @param nowMillis the time, ms since the epoch
     * @throws UserError if the settings would show the dashboard to strangers, or a file that they name is bad
     */
    public Gate(Settings settings, LongSupplier nowMillis) {
        AccessSettings.check(settings);
        String auth = settings.text(SettingKey.DASHBOARD_AUTH);
        String path = settings.dashboardPath() + "/";
        long length = settings.duration(SettingKey.DASHBOARD_SESSION).toMillis();
        List<Authenticator> ways = new ArrayList<>();
        users = auth.equals("none") || settings.text(SettingKey.DASHBOARD_USERS).isEmpty()
                ? null
                : new Users(Path.of(settings.text(SettingKey.DASHBOARD_USERS)), nowMillis);
        if (users != null) {
            ways.add(Authenticators.token(users));
        }
        OidcProvider signsIn = null;
        SignInRoutes routes = new SignIn(null, null, path);
        switch (auth) {
            case "basic" -> {
                Sessions<UserEntry> sessions = new Sessions<>(length, nowMillis, users::has);
                Passwords passwords = new Passwords(users, nowMillis);
                ways.add(0, Authenticators.session(sessions));
                ways.add(Authenticators.password(users, passwords, new RequestSignIns(nowMillis)));
                routes = new SignIn(sessions, passwords, path);
            }
            case "oidc" -> {
                signsIn = new OidcProvider(settings, nowMillis);
                Sessions<ProviderUser> sessions =
                        new Sessions<>(length, nowMillis, user -> user.known().mayStay());
                ways.add(0, Authenticators.session(sessions));
                routes = new OidcSignIn(signsIn, sessions, new PublicAddress(settings), path);
            }
            case "proxy" -> ways.add(new ProxyAuthenticator(settings, nowMillis));
            default -> ways.add(Authenticators.everybody(everybody(settings)));
        }
        roles = auth.equals("none")
                ? EnumSet.of(everybody(settings))
                : EnumSet.of(Role.VIEWER, Role.ANALYST, Role.ADMIN);
        authenticators = List.copyOf(ways);
        hasSignIn = auth.equals("basic") || auth.equals("oidc");
        provider = signsIn;
        signIn = routes;
    }

    private static Role everybody(Settings settings) {
        return AccessSettings.isForThisMachineOnly(settings) ? Role.ADMIN : Role.ANYONE;
    }

    /** Begins to look for the provider that signs people in, if there is one. */
    public void start() {
        if (provider != null) {
            provider.start();
        }
    }

    /** Whether a provider signs people in; and why nobody new can sign in, which is empty if all is well. */
    public Optional<Supplier<Optional<String>>> provider() {
        return Optional.ofNullable(provider).map(known -> known::problem);
    }

    @Override
    public void close() {
        if (provider != null) {
            provider.close();
        }
    }

    /** Puts the gate in front of all routes, and adds those of the sign-in. */
    public void addTo(RoutesConfig routes) {
        routes.beforeMatched(this::admit);
        signIn.addTo(routes);
    }

    /** The roles that viewers of this dashboard can have. */
    public Set<Role> roles() {
        return roles;
    }

    /** What is wrong with the file of users, empty if nothing is; empty without such a file. */
    public Optional<Supplier<Optional<String>>> usersProblem() {
        return Optional.ofNullable(users).map(known -> known::problem);
    }

    private void admit(Context ctx) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        String route = endpoint == null ? "" : endpoint.method.name() + " " + endpoint.path;
        if (!AccessTable.knows(route)) {
            throw new ForbiddenResponse("nobody may open this path");
        }
        Optional<Right> right = AccessTable.right(route);
        if (right.isEmpty()) {
            return;
        }
        Optional<Identity> who = identity(ctx);
        if (who.isPresent() && !who.get().role().may(right.get())) {
            throw new ForbiddenResponse("the role " + who.get().role().wireName() + " may not open this path");
        }
        if (who.isPresent()) {
            return;
        }
        if (hasSignIn && PAGE.contains(endpoint.path)) {
            SignIn.toForm(ctx, ctx.queryString() == null ? "" : ctx.queryString());
            ctx.skipRemainingHandlers();
            return;
        }
        ctx.header("WWW-Authenticate", "Bearer"); // not Basic: a browser would ask by a dialog of its own
        throw new HttpResponseException(
                HttpStatus.UNAUTHORIZED.getCode(),
                hasSignIn
                        ? "nobody is signed in: open the page, or send a token or a password"
                        : "this dashboard is opened through its proxy, which says who you are, or with a token");
    }

    /** Who sent a request; empty for a stranger. @throws HttpResponseException if the request is refused in any case */
    public Optional<Identity> identity(Context ctx) {
        Optional<Identity> known = ctx.attribute(IDENTITY);
        if (known != null) {
            return known;
        }
        Optional<Identity> found = authenticators.stream()
                .flatMap(authenticator -> authenticator.identify(ctx).stream())
                .findFirst();
        ctx.attribute(IDENTITY, found);
        return found;
    }

    /** What the page shows of who is signed in, as HTML; empty where nobody is asked. */
    public String pagePart(Context ctx) {
        return identity(ctx).map(who -> signIn.pagePart(ctx, who)).orElse("");
    }
}
