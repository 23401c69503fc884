package io.rollcall.dashboard.wire;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Gives a request that a trusted proxy sent the address, scheme and host of its client. Of any other request such
 * headers are removed, so that no route can believe them.
 */
public final class ForwardedRequests implements HttpConfiguration.Customizer {
    private static final Set<String> HEADERS = Set.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Proxied-Https",
            "Proxy-auth-cert",
            "Proxy-ssl-id");

    private final TrustedProxies proxies;
    /** Would believe every client, and the first of its proxies: it sees only what is to be believed. */
    private final ForwardedRequestCustomizer changes = new ForwardedRequestCustomizer();

    /** Believes these proxies. */
    public ForwardedRequests(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        String peer = Request.getRemoteAddr(request);
        request.setAttribute(TrustedProxies.PEER, peer);
        HttpFields.Mutable headers = HttpFields.build(request.getHeaders());
        HEADERS.forEach(headers::remove);
        if (!proxies.trusts(peer)) {
            return withHeaders(request, headers);
        }
        Origin origin = origin(request, peer);
        headers.put("X-Forwarded-For", bracketed(origin.client()));
        if (origin.scheme() != null) {
            headers.put("X-Forwarded-Proto", origin.scheme());
        }
        if (origin.host() != null) {
            headers.put("X-Forwarded-Host", origin.host());
        }
        return changes.customize(withHeaders(request, headers), responseHeaders);
    }

    private Origin origin(Request request, String peer) {
        try {
            return proxies.origin(peer, name -> List.copyOf(request.getHeaders().getValuesList(name)));
        } catch (TrustedProxies.ForgedHeaders e) {
            throw new BadMessageException(e.getMessage(), e);
        }
    }

    private static String bracketed(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }

    private static Request withHeaders(Request request, HttpFields headers) {
        HttpFields fixed = headers.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return fixed;
            }
        };
    }
}
