package io.rollcall.dashboard.access;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Notes who sends a password with each request: once per hour, user and address, because machines ask every few seconds.
 * Thread-safe.
 */
final class RequestSignIns {
    private static final int MAX_ENTRIES = 10_000;
    private static final long PAUSE_MILLIS = 3_600_000;

    private final LongSupplier nowMillis;
    /** When a user at an address was noted, ms. */
    private final Map<String, Long> noted = new BoundedMap<>(MAX_ENTRIES);

    RequestSignIns(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    synchronized void note(String name, String address) {
        long now = nowMillis.getAsLong();
        String key = name + " " + address;
        Long before = noted.get(key);
        if (before == null || now - before >= PAUSE_MILLIS) {
            noted.put(key, now);
            AuditLog.signedIn(name, address);
        }
    }
}
