package io.rollcall.dashboard.wire;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.rollcall.model.place.Address;
import io.rollcall.model.settings.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Refuses event streams that are too many. Thread-safe. */
public final class StreamLimits {
    private static final String RETRY_SECONDS = "10";

    private final ClientShare share;
    private final TrustedProxies proxies;
    private final Refusals refusals;

    StreamLimits(int max, TrustedProxies proxies, Refusals refusals) {
        share = new ClientShare(max);
        this.proxies = proxies;
        this.refusals = refusals;
    }

    /**
     * Counts a stream for as long as it is open.
     *
     * @param closed completes when the stream ends
     * @throws HttpResponseException with status 503 or 429 if there are too many
     */
    public void admit(Context ctx, CompletableFuture<Void> closed) {
        InetAddress address = address(ctx.ip());
        Optional<ClientShare.Refusal> refusal = share.take(address, proxies.trusts(address.getHostAddress()));
        if (refusal.isPresent()) {
            boolean all = refusal.get() == ClientShare.Refusal.ALL_TAKEN;
            refusals.add(all ? Refusals.STREAMS : Refusals.STREAMS_PER_ADDRESS);
            ctx.header("Retry-After", RETRY_SECONDS);
            throw all
                    ? new HttpResponseException(
                            503, "the dashboard has as many viewers as dashboard.max-streams allows")
                    : new HttpResponseException(
                            429, "half of all viewers that dashboard.max-streams allows have your address");
        }
        closed.whenComplete((nothing, error) -> share.giveBack(address));
    }

    /** The address of the client; the unspecified one if the server does not know it. */
    private static InetAddress address(String text) {
        String bare = Address.of(text);
        return Optional.ofNullable(bare).flatMap(Network::address).orElseGet(() -> new InetSocketAddress(0)
                .getAddress());
    }
}
