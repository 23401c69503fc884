package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookie of a browser with which a user has signed in before: a random text, and its HMAC by the hash of the password.
 * So it needs no key and no memory of its own, holds at every dashboard with the same file, and ends with the password.
 * It opens nothing; it only gives attempts to sign in a budget that strangers cannot use up.
 */
final class DeviceCookie {
    static final String NAME = "rollcall-device";
    /** The longest that browsers keep a cookie: 400 days. */
    private static final long MAX_AGE_SECONDS = 400L * 24 * 3_600;

    private static final String ALGORITHM = "HmacSHA256";

    private DeviceCookie() {}

    /** Gives the browser a new one, because this user has just signed in. */
    static void set(Context ctx, String path, UserEntry user) {
        String random = Secrets.random();
        SessionCookie.put(ctx, path, NAME, random + "." + code(random, user), "; Max-Age=" + MAX_AGE_SECONDS);
    }

    /** What stands for the browser, if this user has signed in with it before. @param user empty if there is none of the name */
    static Optional<String> device(Context ctx, Optional<UserEntry> user) {
        String cookie = ctx.cookie(NAME);
        int dot = cookie == null ? -1 : cookie.indexOf('.');
        if (dot < 0 || user.isEmpty()) {
            return Optional.empty();
        }
        String random = cookie.substring(0, dot);
        return Secrets.equal(cookie.substring(dot + 1), code(random, user.get()))
                ? Optional.of(Secrets.hash(random))
                : Optional.empty();
    }

    private static String code(String random, UserEntry user) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(user.hash().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            byte[] code = mac.doFinal(("device " + user.name() + " " + random).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
