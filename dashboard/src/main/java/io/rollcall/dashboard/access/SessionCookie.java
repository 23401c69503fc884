package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookies of the sign-in, and the tokens by which a form proves that it comes from a page of this server. */
final class SessionCookie {
    /** Holds the id of a session. */
    static final String SESSION = "rollcall-session";
    /** Holds a random text while nobody is signed in, for the token of the sign-in form. */
    static final String FORM = "rollcall-form";

    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SessionCookie() {}

    static Optional<String> value(Context ctx, String name) {
        return Optional.ofNullable(ctx.cookie(name))
                .filter(value -> RANDOM.matcher(value).matches());
    }

    /** @param path below which browsers send it */
    static void set(Context ctx, String path, String name, String value) {
        put(ctx, path, name, value, ""); // until the browser ends
    }

    static void remove(Context ctx, String path, String name) {
        put(ctx, path, name, "", "; Max-Age=0");
    }

    /** @param age an attribute that says when it ends, with a semicolon in front; empty for when the browser does */
    static void put(Context ctx, String path, String name, String value, String age) {
        String sameSite = name.equals(FORM) ? "Strict" : "Lax";
        String secure = ctx.req().isSecure() ? "; Secure" : "";
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=" + path + age + secure + "; HttpOnly; SameSite=" + sameSite);
    }

    /** A field of a form, as browsers send it; empty if there is none, or if the request has no such form. */
    static String field(Context ctx, String name) {
        String type = ctx.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return "";
        }
        String value = ctx.formParam(name);
        return value == null ? "" : value;
    }

    /** What a form must send so that its request counts: only pages of this server know it. @param cookie the value of a cookie */
    static String formToken(String cookie) {
        return Secrets.hash("form " + cookie);
    }

    /** Whether a page of this server sent this form, to a browser that has this cookie. */
    static boolean isOwnForm(Context ctx, String cookieName) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        return value(ctx, cookieName)
                .map(cookie -> Secrets.equal(formToken(cookie), field(ctx, "token")))
                .orElse(false);
    }
}
