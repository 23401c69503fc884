package io.rollcall.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.rollcall.model.settings.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The routes by which people sign in and out. They are there in every case, and lead to the page where nobody signs in. */
final class SignIn implements SignInRoutes {
    /** The content security policy of pages with a form: their forms may go to this server. */
    private static final String NO_FORMS = "form-action 'none'";

    private static final String OWN_FORMS = "form-action 'self'";
    private static final String POLICY = "Content-Security-Policy";

    /** The query of the page to come back to: never a host, or a path. */
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$'()*+,;:@/?%&=-]{0,2000}");

    private final Sessions<UserEntry> sessions;
    private final Passwords passwords;
    private final String path;

    /**
     * The routes below a path. Sessions and passwords are null where nobody signs in.
     *
     * @param path that of the page, with a slash at its end: other pages of this host do not get the cookies
     */
    SignIn(Sessions<UserEntry> sessions, Passwords passwords, String path) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.path = path;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/sign-in", this::form);
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
        routes.get("/sign-out", ctx -> toPage(ctx, ""));
        routes.get("/sign-in-callback", ctx -> toPage(ctx, ""));
    }

    private void form(Context ctx) {
        if (passwords == null || isSignedIn(ctx)) {
            toPage(ctx, ctx.queryParam("to"));
            return;
        }
        show(ctx, HttpStatus.OK, ctx.queryParam("to"), "");
    }

    private boolean isSignedIn(Context ctx) {
        return SessionCookie.value(ctx, SessionCookie.SESSION)
                .flatMap(sessions::user)
                .isPresent();
    }

    private void signIn(Context ctx) {
        String to = SessionCookie.field(ctx, "to");
        if (passwords == null) {
            toPage(ctx, to);
            return;
        }
        if (!SessionCookie.isOwnForm(ctx, SessionCookie.FORM)) {
            toForm(ctx, query(to)); // a new one, with a token of this browser
            return;
        }
        String name = SessionCookie.field(ctx, "name").strip();
        String password = SessionCookie.field(ctx, "password");
        try {
            Optional<UserEntry> user = passwords.check(ctx, name, password);
            if (user.isEmpty()) {
                show(ctx, HttpStatus.UNAUTHORIZED, to, "This name and password do not belong together.");
                return;
            }
            SessionCookie.value(ctx, SessionCookie.SESSION).ifPresent(sessions::end);
            SessionCookie.set(ctx, path, SessionCookie.SESSION, sessions.begin(user.get()));
            DeviceCookie.set(ctx, path, user.get());
            AuditLog.signedIn(user.get().name(), ctx.req().getRemoteAddr());
            SessionCookie.remove(ctx, path, SessionCookie.FORM);
            toPage(ctx, to);
        } catch (HttpResponseException e) {
            show(ctx, HttpStatus.forStatus(e.getStatus()), to, sentence(e.getMessage()));
        }
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    private void signOut(Context ctx) {
        if (passwords == null) {
            toPage(ctx, "");
            return;
        }
        if (!SessionCookie.isOwnForm(ctx, SessionCookie.SESSION)) {
            toPage(ctx, ""); // where somebody who is signed in still is
            return;
        }
        SessionCookie.value(ctx, SessionCookie.SESSION).ifPresent(id -> {
            sessions.user(id)
                    .ifPresent(user -> AuditLog.signedOut(user.name(), ctx.req().getRemoteAddr()));
            sessions.end(id);
        });
        SessionCookie.remove(ctx, path, SessionCookie.SESSION);
        toForm(ctx, "");
    }

    /** Sends a browser to the form. @param query that of the page to come back to */
    static void toForm(Context ctx, String query) {
        String to = query(query).isEmpty() ? "" : "?to=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        see(ctx, "sign-in" + to);
    }

    /** The address is relative, because a proxy may serve the page below a path of its own. */
    static void see(Context ctx, String address) {
        ctx.status(HttpStatus.SEE_OTHER).header("Location", address);
    }

    static void toPage(Context ctx, String to) {
        see(ctx, "./" + (query(to).isEmpty() ? "" : "?" + query(to)));
    }

    static String query(String to) {
        return to == null || !QUERY.matcher(to).matches() ? "" : to;
    }

    private void show(Context ctx, HttpStatus status, String to, String problem) {
        String cookie = SessionCookie.value(ctx, SessionCookie.FORM).orElseGet(Secrets::random);
        SessionCookie.set(ctx, path, SessionCookie.FORM, cookie);
        allowForms(ctx);
        ctx.status(status)
                .contentType("text/html;charset=utf-8")
                .result(SignInPage.html(SessionCookie.formToken(cookie), query(to), problem));
    }

    static void allowForms(Context ctx) {
        ctx.header("Referrer-Policy", "same-origin"); // without a referrer, Origin is null
        String policy = ctx.res().getHeader(POLICY);
        if (policy != null) {
            ctx.header(POLICY, policy.replace(NO_FORMS, OWN_FORMS));
        }
    }

    @Override
    public String pagePart(Context ctx, Identity who) {
        Optional<String> session = passwords == null
                ? Optional.empty()
                : SessionCookie.value(ctx, SessionCookie.SESSION)
                        .filter(id -> sessions.user(id).isPresent());
        if (who.name().isEmpty() || who.role() == Role.ANYONE) {
            return "";
        }
        session.ifPresent(id -> allowForms(ctx));
        return SignInPage.session(who, session.map(SessionCookie::formToken).orElse(null));
    }
}
