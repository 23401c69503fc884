package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.rollcall.model.settings.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The ways in which requests say who sent them, apart from a proxy's. */
final class Authenticators {
    private Authenticators() {}

    /** Asks nobody. */
    static Authenticator everybody(Role role) {
        Identity everybody = new Identity(role == Role.ANYONE ? role.wireName() : "", role, () -> true);
        return ctx -> Optional.of(everybody);
    }

    /** By the cookie of a session. */
    static Authenticator session(Sessions<?> sessions) {
        return ctx -> SessionCookie.value(ctx, SessionCookie.SESSION)
                .flatMap(id -> sessions.user(id).map(user -> identity(user.name(), user.role(), sessions, id)));
    }

    /** Valid while the session is, and while its user has the same role, which a provider may change. */
    private static Identity identity(String name, Role role, Sessions<?> sessions, String id) {
        return new Identity(name, role, () -> sessions.user(id)
                .filter(now -> now.role() == role)
                .isPresent());
    }

    /** By {@code Authorization: Bearer TOKEN}. */
    static Authenticator token(Users users) {
        return ctx -> credentials(ctx, "Bearer")
                .flatMap(token -> users.token(Secrets.hash(token)))
                .map(entry -> identity(entry, users));
    }

    /** By {@code Authorization: Basic}, as {@code curl -u} sends it. */
    static Authenticator password(Users users, Passwords passwords, RequestSignIns signIns) {
        return ctx -> credentials(ctx, "Basic").map(Authenticators::decoded).flatMap(pair -> {
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : passwords
                            .check(ctx, pair.substring(0, colon), pair.substring(colon + 1))
                            .map(entry -> {
                                signIns.note(entry.name(), ctx.req().getRemoteAddr());
                                return identity(entry, users);
                            });
        });
    }

    private static Identity identity(UserEntry entry, Users users) {
        return new Identity(entry.name(), entry.role(), () -> users.has(entry));
    }

    private static Optional<String> credentials(Context ctx, String scheme) {
        String header = ctx.header("Authorization");
        String start = scheme.toLowerCase(Locale.ROOT) + " ";
        return header == null || !header.toLowerCase(Locale.ROOT).startsWith(start)
                ? Optional.empty()
                : Optional.of(header.substring(start.length()).strip());
    }

    /** Without a colon if it is no Base64. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
