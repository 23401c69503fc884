package io.rollcall.dashboard.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;

/**
 * Closes connections that are too many, before anything is read from them. Jetty's own limit does not know addresses,
 * and lets those that are too many wait. Thread-safe.
 */
final class ConnectionLimits implements SelectorManager.AcceptListener {
    private final ClientShare share;
    private final TrustedProxies proxies;
    private final Refusals refusals;
    /** Who took what: a closed channel has no address any more. */
    private final Map<SelectableChannel, InetAddress> holders = new ConcurrentHashMap<>();

    ConnectionLimits(int max, TrustedProxies proxies, Refusals refusals) {
        share = new ClientShare(max);
        this.proxies = proxies;
        this.refusals = refusals;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        InetAddress address = address(channel);
        if (address == null) {
            return; // it is closed already
        }
        Optional<ClientShare.Refusal> refusal = share.take(address, proxies.trusts(address.getHostAddress()));
        if (refusal.isEmpty()) {
            holders.put(channel, address);
        } else {
            refusals.add(
                    refusal.get() == ClientShare.Refusal.ALL_TAKEN
                            ? Refusals.CONNECTIONS
                            : Refusals.CONNECTIONS_PER_ADDRESS);
            IO.close(channel);
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        InetAddress address = holders.remove(channel);
        if (address != null) {
            share.giveBack(address);
        }
    }

    private static InetAddress address(SelectableChannel channel) {
        try {
            return channel instanceof SocketChannel socket
                            && socket.getRemoteAddress() instanceof InetSocketAddress remote
                    ? remote.getAddress()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
