package io.rollcall.dashboard.wire;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what clients hold, of a limited number. One client gets at most half of it, so that it cannot lock out all
 * others. A client is an IPv4 address, or a /64 of IPv6, which is what one subscriber gets. Thread-safe.
 */
final class ClientShare {
    private final int max;
    private final Map<Object, Integer> byClient = new HashMap<>();
    private int all;

    ClientShare(int max) {
        this.max = max;
    }

    /** Why a client gets nothing. */
    enum Refusal {
        /** All is taken. */
        ALL_TAKEN,
        /** The client has half of it. */
        HALF_TAKEN
    }

    /** Takes one; empty if the client got it. @param shared whether many people may come by this address */
    synchronized Optional<Refusal> take(InetAddress address, boolean shared) {
        Object client = client(address);
        int held = byClient.getOrDefault(client, 0);
        if (all >= max) {
            return Optional.of(Refusal.ALL_TAKEN);
        }
        if (!shared && held >= (max + 1) / 2) {
            return Optional.of(Refusal.HALF_TAKEN);
        }
        byClient.put(client, held + 1);
        all++;
        return Optional.empty();
    }

    /** Gives back one that the client took. */
    synchronized void giveBack(InetAddress address) {
        byClient.computeIfPresent(client(address), (client, held) -> held == 1 ? null : held - 1);
        all--;
    }

    private static Object client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 ? ByteBuffer.wrap(bytes).getLong() : address;
    }
}
