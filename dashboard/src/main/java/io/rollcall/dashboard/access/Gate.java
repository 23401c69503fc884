package io.rollcall.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.Role.Right;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Lets requests through to their routes, or not. Every request to a route passes here. Thread-safe. */
public final class Gate {
    private static final String IDENTITY = "io.rollcall.dashboard.identity";
    private static final Set<String> PAGE = Set.of("/", "/index.html");

    private final List<Authenticator> authenticators;
    private final SignIn signIn;
    private final boolean hasSignIn;
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
        Sessions sessions = null;
        Passwords passwords = null;
        Set<Role> asked = EnumSet.of(Role.VIEWER, Role.ANALYST, Role.ADMIN);
        String file = settings.text(SettingKey.DASHBOARD_USERS);
        switch (settings.text(SettingKey.DASHBOARD_AUTH)) {
            case "basic" -> {
                users = new Users(Path.of(file), nowMillis);
                long length = settings.duration(SettingKey.DASHBOARD_SESSION).toMillis();
                sessions = new Sessions(length, nowMillis, users::has);
                passwords = new Passwords(users, nowMillis);
                authenticators = List.of(
                        Authenticators.session(sessions),
                        Authenticators.token(users),
                        Authenticators.password(users, passwords, new RequestSignIns(nowMillis)));
                roles = asked;
            }
            case "proxy" -> {
                Authenticator proxy = new ProxyAuthenticator(settings, nowMillis);
                users = file.isEmpty() ? null : new Users(Path.of(file), nowMillis);
                authenticators = users == null ? List.of(proxy) : List.of(Authenticators.token(users), proxy);
                roles = asked;
            }
            default -> {
                users = null;
                Role role = AccessSettings.isForThisMachineOnly(settings) ? Role.ADMIN : Role.ANYONE;
                authenticators = List.of(Authenticators.everybody(role));
                roles = EnumSet.of(role);
            }
        }
        hasSignIn = passwords != null;
        signIn = new SignIn(sessions, passwords, settings.dashboardPath() + "/");
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
