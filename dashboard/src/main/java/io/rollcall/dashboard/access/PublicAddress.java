package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.rollcall.dashboard.wire.TrustedProxies;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of the page as people open it, for a provider that sends browsers back to it. Immutable. */
final class PublicAddress {
    private static final String ONLY_TLS = "People can sign in only over TLS: open this page by https.";
    private static final String OTHER_PORT =
            "People can sign in only at this dashboard's own port: open this page there, or have dashboard.url or"
                    + " dashboard.proxies set.";

    private final TrustedProxies proxies;
    private final String fixed;
    private final String path;

    PublicAddress(Settings settings) {
        proxies = new TrustedProxies(settings);
        fixed = settings.text(SettingKey.DASHBOARD_URL).replaceFirst("/$", "");
        path = settings.dashboardPath();
    }

    /** Why nobody can be sent back to the address of this request, in a sentence; empty if they can. */
    Optional<String> problem(Context ctx) {
        if (!fixed.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> page = uri(start(ctx) + "/").filter(WebAddress::isProtected);
        if (page.isEmpty()) {
            return Optional.of(ONLY_TLS); // others could read what is sent there
        }
        // A port that the client made up may be somebody else's on this machine. It is read from the address itself:
        // over
        // HTTP/2 a request may have a Host header that the server does not ask for its port.
        boolean isKnown =
                proxies.sent(ctx.req()) || port(page.get()) == ctx.req().getLocalPort();
        return isKnown ? Optional.empty() : Optional.of(OTHER_PORT);
    }

    /**
     * The address of a page: below the one of the settings, or else the one of this request. Its host has been checked, and
     * headers of a proxy count only if the proxy is trusted.
     *
     * @param page without a slash at its start
     * @return empty if there is a {@link #problem}
     */
    Optional<URI> of(Context ctx, String page) {
        return problem(ctx).isPresent() ? Optional.empty() : uri(start(ctx) + "/" + page);
    }

    private String start(Context ctx) {
        return fixed.isEmpty() ? ctx.req().getScheme() + "://" + ctx.host() + path : fixed;
    }

    private static int port(URI page) {
        int usual = page.getScheme().equals("https") ? 443 : 80;
        return page.getPort() < 0 ? usual : page.getPort();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text).parseServerAuthority());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
