package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cookies of the sign-in, and the tokens by which a form proves that it comes from a page of this server. */
final class SessionCookie {
    /** Holds the id of a session. */
    static final String SESSION = "rollcall-session";
    /** Holds a random text while nobody is signed in, for the token of the sign-in form. */
    static final String FORM = "rollcall-form";

    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Pattern ORIGIN = Pattern.compile("https?://([^/]+)");

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
        boolean isForForms = name.equals(FORM) || name.equals(DeviceCookie.NAME);
        String sameSite = isForForms ? "Strict" : "Lax"; // a link of another site opens the page
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

    /**
     * Whether a page of this server sent this form, to a browser that has this cookie.
     *
     * @throws ForbiddenResponse if the browser names another site, or none
     */
    static boolean isOwnForm(Context ctx, String cookieName) {
        requireOwnSite(ctx);
        return value(ctx, cookieName)
                .map(cookie -> Secrets.equal(formToken(cookie), field(ctx, "token")))
                .orElse(false);
    }

    /**
     * Refuses a form that a page of another site sent. Another site may have planted a cookie whose token it knows, so the
     * browser itself must say where the form comes from: by {@code Sec-Fetch-Site}, which browsers send over TLS and to
     * loopback, else by {@code Origin}. Proxies that end TLS may hide the scheme and its port, so only hosts and other ports
     * count.
     */
    private static void requireOwnSite(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        boolean isOwn = site != null
                ? site.equals("same-origin") || site.equals("none")
                : hostOf(ctx.header("Origin")).equals(Optional.ofNullable(ctx.host()));
        if (!isOwn) {
            throw new ForbiddenResponse(
                    "the browser does not say that this form comes from this page: open the page again"
                            + " by its address, and let a proxy in front pass on Host, Origin and Sec-Fetch-Site");
        }
    }

    /** Host and port of an origin. Empty if it is none, or a hidden one ({@code null}). */
    private static Optional<String> hostOf(String origin) {
        Matcher matcher = ORIGIN.matcher(origin == null ? "" : origin);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
