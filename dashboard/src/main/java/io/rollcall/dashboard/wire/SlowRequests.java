package io.rollcall.dashboard.wire;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose request, or TLS handshake, takes too long to arrive. The idle time of the HTTP server begins
 * anew with each byte, so a client could keep a connection by a byte now and then. Thread-safe.
 */
final class SlowRequests implements Connection.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowRequests.class);

    /** A request is 64 KiB at most: this is a modem. */
    static final long MAX_MILLIS = 20_000;

    private static final long CHECK_MILLIS = 500;
    /** No request has begun, or all of it has been read, also if its answer is a stream that goes on. */
    private static final Set<HttpParser.State> HAS_ARRIVED = EnumSet.of(
            HttpParser.State.START,
            HttpParser.State.CONTENT_END,
            HttpParser.State.END,
            HttpParser.State.CLOSE,
            HttpParser.State.CLOSED);

    private static final Arrival NOTHING = new Arrival(-1, 0);

    private final LongSupplier nowMillis;
    private final Refusals refusals;
    private final Map<Connection, Arrival> connections = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rollcall-slow-requests");
        thread.setDaemon(true);
        return thread;
    });

    /** What arrives on a connection. @param message its number; -1 for none */
    private record Arrival(long message, long sinceMillis) {}

    SlowRequests(LongSupplier nowMillis, Refusals refusals) {
        this.nowMillis = nowMillis;
        this.refusals = refusals;
    }

    void start() {
        watch.scheduleWithFixedDelay(this::checkSafely, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        // HTTP/2 has its own connection, and limits of its own.
        if (connection instanceof HttpConnection || connection instanceof NegotiatingServerConnection) {
            connections.put(connection, NOTHING);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void checkSafely() {
        try {
            check();
        } catch (RuntimeException e) {
            LOG.error("cannot look for slow requests", e); // a task that fails is not called again
        }
    }

    private void check() {
        long now = nowMillis.getAsLong();
        connections.forEach((connection, before) -> {
            long message = arriving(connection);
            if (message < 0) {
                connections.replace(connection, NOTHING);
            } else if (message != before.message()) {
                connections.replace(connection, new Arrival(message, now));
            } else if (now - before.sinceMillis() > MAX_MILLIS) {
                refusals.add(Refusals.SLOW_REQUESTS);
                connection.getEndPoint().close();
            }
        });
    }

    /** The number of the request that has begun and not ended; -1 if there is none. */
    private static long arriving(Connection connection) {
        if (!(connection instanceof HttpConnection http)) {
            return 0; // the handshake
        }
        HttpParser parser = http.getParser();
        HttpParser.State state = parser.getState();
        // So the parser stands after a request without a body, while it is answered.
        boolean hasNoMore = state == HttpParser.State.CONTENT && parser.getContentRead() >= parser.getContentLength();
        return hasNoMore || HAS_ARRIVED.contains(state) ? -1 : http.getMessagesIn();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
