package io.rollcall.dashboard.wire;

import io.rollcall.model.place.Address;
import io.rollcall.model.settings.Network;
import io.rollcall.model.settings.Settings;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.function.Function;

/**
 * The reverse proxies of {@code dashboard.proxies}. Only they may say, by {@code Forwarded} (RFC 7239) or
 * {@code X-Forwarded-*}, which client sent a request. Immutable.
 */
public final class TrustedProxies {
    /** An attribute of requests: the address of the peer, the other end of the connection. */
    static final String PEER = "io.rollcall.dashboard.peer";

    private final List<Network> networks;

    /** The proxies of these settings. */
    public TrustedProxies(Settings settings) {
        networks = settings.proxies();
    }

    /** Whether a trusted proxy sent this request. The address of the client does not matter. */
    public boolean sent(ServletRequest request) {
        return trusts(String.valueOf(request.getAttribute(PEER)));
    }

    /** Whether this is the address of a trusted proxy. It may have a port or a zone. */
    public boolean trusts(String address) {
        String bare = Address.of(address);
        return bare != null
                && Network.address(bare)
                        .filter(peer -> networks.stream().anyMatch(network -> network.contains(peer)))
                        .isPresent();
    }

    /**
     * Where a request comes from that a trusted proxy sent.
     *
     * <p>A client can send such headers too, and a proxy adds to a list or replaces it, but passes on headers that it does
     * not know. So each list is read from its end, only as far as trusted proxies wrote it. If both kinds of headers are
     * present, one of them may be the client's: they must agree.
     *
     * @param peer the address of the proxy
     * @param headers the values of a header by its name, in the order of the request
     * @throws ForgedHeaders if the two kinds of headers contradict each other
     */
    Origin origin(String peer, Function<String, List<String>> headers) {
        ForwardedHops standard = ForwardedHops.standard(headers);
        ForwardedHops common = ForwardedHops.common(headers);
        if (standard.isEmpty()) {
            return common.origin(peer, this::trusts);
        }
        Origin origin = standard.origin(peer, this::trusts);
        if (!common.isEmpty() && !origin.equals(common.origin(peer, this::trusts))) {
            throw new ForgedHeaders();
        }
        return origin;
    }

    /** {@code Forwarded} and {@code X-Forwarded-*} of one request contradict each other. */
    static final class ForgedHeaders extends RuntimeException {
        ForgedHeaders() {
            super("Forwarded and X-Forwarded-* contradict each other: let the proxy remove those that it does not set");
        }
    }
}
