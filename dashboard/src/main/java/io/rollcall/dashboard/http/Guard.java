package io.rollcall.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** Headers that tell a browser what this site may do, and the refusal of requests meant for other sites. */
final class Guard {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean localOnly;

    /** A guard for a server that listens on this address. */
    Guard(String listenAddress) {
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
     * Sets the headers. Where only this machine can connect, a foreign name in {@code Host} means that a page from
     * elsewhere made its name point here (DNS rebinding): refused.
     */
    void check(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        if (localOnly && !LOCAL_NAMES.contains(hostName(ctx.host()))) {
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
