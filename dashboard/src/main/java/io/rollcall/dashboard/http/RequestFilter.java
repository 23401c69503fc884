package io.rollcall.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sets the security headers of every answer, and refuses requests for other host names. */
final class RequestFilter {
    /** Of every answer. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    /** In lower case, IPv6 addresses without brackets. */
    private final Set<String> hosts = new HashSet<>(LOOPBACK_NAMES);

    /** A filter for a server that listens on the address, and answers to the names, of these settings. */
    RequestFilter(Settings settings) {
        hosts.add(name(settings.text(SettingKey.DASHBOARD_HOST)));
        settings.dashboardHosts().forEach(host -> hosts.add(name(host)));
    }

    /**
     * Runs before each request. A name that nobody gave to this dashboard means that a foreign site points its name here
     * (DNS rebinding), and the request is refused. The address at which the request arrived is always right: a browser
     * sends it only if the page was opened by that address, and so do probes of cluster managers.
     */
    void apply(Context ctx) {
        HEADERS.forEach(ctx::header);
        String host = hostName(ctx.host());
        if (!hosts.contains(host) && !host.equals(name(String.valueOf(ctx.req().getLocalAddr())))) {
            throw new ForbiddenResponse("this dashboard does not answer to this host name: open it as localhost, or add"
                    + " the name to " + SettingKey.DASHBOARD_HOSTS.key());
        }
    }

    private static String hostName(String hostHeader) {
        if (hostHeader == null) {
            return "";
        }
        int port = hostHeader.lastIndexOf(':');
        boolean hasPort = port > hostHeader.lastIndexOf(']');
        return name(hasPort ? hostHeader.substring(0, port) : hostHeader);
    }

    /** A name or address in lower case, an IPv6 address without brackets, a name without the dot of the root. */
    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
