package io.rollcall.dashboard.wire;

/**
 * Where a request comes from, as trusted proxies report it.
 *
 * @param client the address of the client: the nearest one that is no trusted proxy
 * @param scheme {@code http} or {@code https}, as the client used it; null if no proxy says so
 * @param host the host that the client asked for, with a port unless it is the scheme's own; null if no proxy says so
 */
public record Origin(String client, String scheme, String host) {}
