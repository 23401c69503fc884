package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Network;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows down guessing of passwords, per user and per address. After a few failures each further one doubles the pause
 * before the next attempt counts.
 *
 * <p>A stranger cannot keep the right user out: the pause of a user is short, and does not hold at addresses from which
 * this user has signed in. A browser with which this user has signed in has pauses of its own, and no others. Names that nobody has are treated alike, so that the pauses do not tell which exist.
 * Memory is bounded: what was used longest ago is forgotten. Thread-safe.
 */
final class Throttle {
    static final int FREE_FAILURES = 5;
    static final long MAX_ADDRESS_PAUSE_MILLIS = 60_000;
    static final long MAX_USER_PAUSE_MILLIS = 10_000;
    static final int MAX_ENTRIES = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    /** Failures are forgotten after this long without another. */
    private static final long MEMORY_MILLIS = 15 * 60_000;

    private static final int NETWORK_BYTES = 8;

    private final LongSupplier nowMillis;
    private final Map<String, Failures> byAddress = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Failures> byUser = new BoundedMap<>(MAX_ENTRIES);
    /** Browsers with which a user has signed in. */
    private final Map<String, Failures> byDevice = new BoundedMap<>(MAX_ENTRIES);
    /** Pairs of user and address that have signed in. */
    private final Map<String, Boolean> known = new BoundedMap<>(MAX_ENTRIES);

    private record Failures(int count, long lastMillis, long beforeMillis) {
        long pauseMillis(long maxMillis) {
            int doublings = count - FREE_FAILURES;
            return doublings < 0 ? 0 : Math.min(maxMillis, FIRST_PAUSE_MILLIS << Math.min(doublings, 20));
        }
    }

    Throttle(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    /**
     * Begins an attempt: it counts as failed until {@link #succeeded} is called, so that attempts at the same time are no
     * way around.
     *
     * @param device what stands for the browser, if this user has signed in with it before
     * @return how long to wait before the next attempt, ms; 0 if this one may go on
     */
    synchronized long begin(String user, String address, Optional<String> device) {
        String network = network(address);
        long now = nowMillis.getAsLong();
        if (device.isPresent()) {
            long own = wait(byDevice.get(device.get()), MAX_ADDRESS_PAUSE_MILLIS, now);
            if (own == 0) {
                byDevice.put(device.get(), next(byDevice.get(device.get()), now));
            }
            return own;
        }
        long pause = wait(byAddress.get(network), MAX_ADDRESS_PAUSE_MILLIS, now);
        if (!known.containsKey(pair(user, network))) {
            pause = Math.max(pause, wait(byUser.get(user), MAX_USER_PAUSE_MILLIS, now));
        }
        if (pause == 0) {
            byAddress.put(network, next(byAddress.get(network), now));
            byUser.put(user, next(byUser.get(user), now));
        }
        return pause;
    }

    /**
     * Ends an attempt with the right password. Of the address only this attempt is taken back: otherwise somebody with a
     * password of their own could guess those of others in between.
     */
    synchronized void succeeded(String user, String address, Optional<String> device) {
        if (device.isPresent()) {
            byDevice.remove(device.get());
            return; // the failures of others stay
        }
        String network = network(address);
        byUser.remove(user);
        byAddress.computeIfPresent(
                network,
                (key, failures) -> failures.count() > 1
                        ? new Failures(failures.count() - 1, failures.beforeMillis(), failures.beforeMillis())
                        : null);
        known.put(pair(user, network), true);
    }

    /** How much is remembered. */
    synchronized int entries() {
        return byAddress.size() + byUser.size() + byDevice.size() + known.size();
    }

    private static long wait(Failures failures, long maxMillis, long now) {
        return failures == null ? 0 : Math.max(0, failures.lastMillis() + failures.pauseMillis(maxMillis) - now);
    }

    private static Failures next(Failures failures, long now) {
        boolean first = failures == null || now - failures.lastMillis() > MEMORY_MILLIS;
        return new Failures(first ? 1 : failures.count() + 1, now, first ? now : failures.lastMillis());
    }

    private static String pair(String user, String network) {
        return user + " " + network;
    }

    /** An IPv4 address, or the first 64 bits of an IPv6 address: a household has that many. */
    static String network(String address) {
        String plain = address.replace("[", "").replace("]", "");
        return Network.address(plain)
                .map(InetAddress::getAddress)
                .map(bytes -> HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length)))
                .orElse(address);
    }
}
