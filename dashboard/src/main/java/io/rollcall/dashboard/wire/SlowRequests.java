package io.rollcall.dashboard.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.UnknownFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes too long to arrive. The idle time of the HTTP server begins anew with each byte, so a client could keep
 * a connection, or a stream of HTTP/2, by a byte now and then.
 *
 * <p>Of a connection: bytes go on arriving, and nothing becomes whole by them: no handshake, no headers, no frame of HTTP/2.
 * The connection is closed. Of a body: its end does not arrive. The request fails, and other streams of the connection go
 * on. Thread-safe.
 */
final class SlowRequests implements Connection.Listener, HTTP2Session.FrameListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowRequests.class);

    /** A request is 64 KiB at most: this is a modem. */
    static final long MAX_MILLIS = 20_000;

    private static final long CHECK_MILLIS = 500;
    /** Frames per second that change nothing; the server's own default. */
    private static final int MAX_IDLE_FRAMES = 128;

    private final LongSupplier nowMillis;
    private final Refusals refusals;
    /** Those that read from the network: under TLS, the one of TLS. */
    private final Map<Connection, Arrival> connections = new ConcurrentHashMap<>();
    /** Requests whose body is arriving, and since when. */
    private final Map<Request, Body> bodies = new ConcurrentHashMap<>();

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rollcall-slow-requests");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What arrives on a connection.
     *
     * @param seenBytes how many bytes had arrived at the last look, or when something became whole by them
     * @param sinceMillis since when more has been arriving; -1 if nothing has
     */
    private record Arrival(long seenBytes, long sinceMillis) {
        static Arrival whole(Connection connection) {
            return new Arrival(Math.max(0, connection.getBytesIn()), -1);
        }
    }

    /** What arrives of a request. @param connection by which it comes; @param sinceMillis since when */
    private record Body(EndPoint connection, long sinceMillis) {}

    SlowRequests(LongSupplier nowMillis, Refusals refusals) {
        this.nowMillis = nowMillis;
        this.refusals = refusals;
    }

    void start() {
        watch.scheduleWithFixedDelay(this::checkSafely, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HTTP2Connection http2) {
            http2.getSession().addEventListener(this);
        }
        if (connection == reader(connection.getEndPoint(), connection)) {
            connections.put(connection, Arrival.whole(connection));
        }
        if (connection instanceof SslConnection tls) {
            tls.addHandshakeListener(new SslHandshakeListener() {
                @Override
                public void handshakeSucceeded(Event event) {
                    whole(tls);
                }
            });
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Override
    public void onIncomingFrame(Session session, Frame frame) {
        whole(((HTTP2Session) session).getEndPoint());
    }

    /** Limits frames as the server does by default. Only from here it can be told that an unknown frame has arrived whole. */
    RateControl.Factory rateControl() {
        return new WindowRateControl.Factory(MAX_IDLE_FRAMES) {
            @Override
            public RateControl newRateControl(EndPoint endPoint) {
                RateControl limit = super.newRateControl(endPoint);
                return event -> {
                    if (event instanceof UnknownFrame) {
                        whole(endPoint);
                    }
                    return limit.onEvent(event);
                };
            }
        };
    }

    /** The headers, or all, of a request have arrived. */
    void arrived(Request request) {
        whole(endPoint(request));
    }

    private static EndPoint endPoint(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    /** The headers of a request have arrived, and not all of its body. */
    void bodyBegins(Request request) {
        bodies.put(request, new Body(endPoint(request), nowMillis.getAsLong()));
    }

    /** No more of a body will be read. @return false if it took too long, or was none */
    boolean bodyEnds(Request request) {
        return bodies.remove(request) != null;
    }

    private void whole(EndPoint endPoint) {
        whole(reader(endPoint, endPoint.getConnection()));
    }

    private void whole(Connection connection) {
        if (connection != null) {
            connections.computeIfPresent(connection, (known, before) -> Arrival.whole(known));
        }
    }

    /** The connection that reads from the network. @param plain the one of this end point */
    private static Connection reader(EndPoint endPoint, Connection plain) {
        return endPoint instanceof SslConnection.SslEndPoint tls ? tls.getSslConnection() : plain;
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
        bodies.forEach((request, body) -> {
            whole(body.connection()); // the limit of the connection does not count beside that of the body
            if (now - body.sinceMillis() > MAX_MILLIS && bodies.remove(request, body)) {
                refusals.add(Refusals.SLOW_REQUESTS);
                request.fail(new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408));
            }
        });
        connections.forEach((connection, before) -> {
            long bytes = connection.getBytesIn();
            if (bytes == before.seenBytes()) {
                return; // where nothing arrives, the idle time counts
            }
            if (before.sinceMillis() < 0 || now - before.sinceMillis() <= MAX_MILLIS) {
                long since = before.sinceMillis() < 0 ? now : before.sinceMillis();
                connections.replace(connection, before, new Arrival(bytes, since));
            } else {
                refusals.add(Refusals.SLOW_REQUESTS);
                connection.getEndPoint().close();
            }
        });
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
