package io.rollcall.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** Sets the security headers of every answer, and refuses requests for other host names. */
final class RequestFilter {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean localOnly;

    /** A filter for a server that listens on this address. */
    RequestFilter(String listenAddress) {
        localOnly = isLoopback(listenAddress);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Runs before each request. If only this machine can connect, any other name in {@code Host} means that a foreign
     * site points its name here (DNS rebinding), and the request is refused.
     */
    void apply(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        if (localOnly && !LOOPBACK_NAMES.contains(hostName(ctx.host()))) {
            throw new ForbiddenResponse("open this page as localhost: requests for other names are refused");
        }
    }

    private static String hostName(String hostHeader) {
        if (hostHeader == null) {
            return "";
        }
        int port = hostHeader.lastIndexOf(':');
        boolean hasPort = port > hostHeader.lastIndexOf(']');
        return (hasPort ? hostHeader.substring(0, port) : hostHeader).toLowerCase(Locale.ROOT);
    }
}
