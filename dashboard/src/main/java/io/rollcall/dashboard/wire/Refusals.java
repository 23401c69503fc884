package io.rollcall.dashboard.wire;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what was refused, by reason, since the start. Thread-safe. */
public final class Refusals {
    /** A connection, because there were as many as {@code dashboard.max-connections} allows. */
    static final String CONNECTIONS = "connections";
    /** A connection, because its address had half of them. */
    static final String CONNECTIONS_PER_ADDRESS = "connections_per_address";
    /** A stream, because there were as many as {@code dashboard.max-streams} allows. */
    static final String STREAMS = "streams";
    /** A stream, because its address had half of them. */
    static final String STREAMS_PER_ADDRESS = "streams_per_address";
    /** A connection or request, because its handshake, headers, frame or body took too long to arrive. */
    static final String SLOW_REQUESTS = "slow_requests";
    /** A request that is malformed, too large or too slow, or one of too many bodies at a time, which no route saw. */
    public static final String REQUESTS = "requests";

    private final Map<String, LongAdder> counts;

    Refusals() {
        counts = Collections.unmodifiableMap(
                Stream.of(CONNECTIONS, CONNECTIONS_PER_ADDRESS, STREAMS, STREAMS_PER_ADDRESS, SLOW_REQUESTS, REQUESTS)
                        .collect(Collectors.toMap(reason -> reason, reason -> new LongAdder())));
    }

    /** Counts one more. */
    public void add(String reason) {
        counts.get(reason).increment();
    }

    /** How many, by reason. All reasons are there. */
    public Map<String, Long> byReason() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((reason, count) -> all.put(reason, count.sum()));
        return all;
    }
}
