package io.rollcall.dashboard.oidc;

import java.net.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Sign-ins that have begun, until the provider sends the browser back. Bounded in number and time. Thread-safe. */
final class PendingSignIns {
    /** How long somebody may take at the provider, ms. */
    static final long MAX_MILLIS = 10 * 60_000;

    static final int MAX = 10_000;
    /** Of one client: its own oldest one gives way, not another's. */
    static final int MAX_PER_CLIENT = 1_000;

    private final LongSupplier nowMillis;
    /** By state, the oldest first. */
    private final Map<String, Pending> byState = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param browser what the browser that began it proves itself by
     * @param nonce that its ID token has
     * @param verifier that its code is exchanged with (PKCE)
     * @param redirect to which the provider sends the browser
     * @param view the query of the page to come back to
     * @param client the address that began it
     * @param endsMillis ms since the epoch
     */
    record Pending(
            String browser, String nonce, String verifier, URI redirect, String view, String client, long endsMillis) {}

    PendingSignIns(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    long endsMillis() {
        return nowMillis.getAsLong() + MAX_MILLIS;
    }

    synchronized void add(String state, Pending pending) {
        byState.values().removeIf(other -> other.endsMillis() <= nowMillis.getAsLong());
        removeOldest(MAX_PER_CLIENT, other -> other.client().equals(pending.client()));
        if (byState.size() >= MAX) {
            String busiest = busiestClient();
            removeOldest(1, other -> other.client().equals(busiest));
        }
        byState.put(state, pending);
    }

    private String busiestClient() {
        Map<String, Integer> begun = new LinkedHashMap<>();
        byState.values().forEach(pending -> begun.merge(pending.client(), 1, Integer::sum));
        return Collections.max(begun.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private void removeOldest(int max, Predicate<Pending> those) {
        if (byState.values().stream().filter(those).count() >= max) {
            Iterator<Pending> oldestFirst = byState.values().iterator();
            while (!those.test(oldestFirst.next())) {
                continue;
            }
            oldestFirst.remove();
        }
    }

    /** The sign-in of this state, if this browser began it in time. It is given out once. */
    synchronized Optional<Pending> take(String state, String browser) {
        Pending pending = byState.get(state);
        if (pending == null
                || pending.endsMillis() <= nowMillis.getAsLong()
                || !pending.browser().equals(browser)) {
            return Optional.empty();
        }
        byState.remove(state);
        return Optional.of(pending);
    }

    synchronized int count() {
        return byState.size();
    }
}
