package io.rollcall.dashboard.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Passes requests on when all of them has arrived: threads that waited for slow ones would be missing. Jetty's {@code
 * EagerContentHandler} does so only if a header announces the body, which HTTP/2 does not need.
 */
final class WholeRequests extends Handler.Wrapper {
    /** No route takes a larger body. */
    static final int MAX_BODY_BYTES = 64 << 10;
    /** What a piece takes beyond its bytes: a body in single bytes must not take a hundred times as much memory. */
    private static final int PIECE_BYTES = 100;
    /** Bodies of which a part is missing, at a time: 25 MiB. HTTP/2 would allow 128 per connection. */
    static final int MAX_BODIES = 400;

    private final SlowRequests slow;
    private final TrustedProxies proxies;
    private final ClientShare share = new ClientShare(MAX_BODIES);

    WholeRequests(SlowRequests slow, TrustedProxies proxies) {
        this.slow = slow;
        this.proxies = proxies;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        slow.arrived(request);
        if (!mayHaveBody(request)) {
            return super.handle(request, response, callback);
        }
        new Arriving(request, response, callback).read(true);
        return true;
    }

    private static boolean mayHaveBody(Request request) {
        if (HttpMethod.CONNECT.is(request.getMethod())) {
            return false; // what follows is no body
        }
        HttpFields headers = request.getHeaders();
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                || headers.contains(HttpHeader.TRANSFER_ENCODING)
                || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    /** A request whose body is read from its pieces once all are there. One thread at a time reads them. */
    private final class Arriving extends Request.Wrapper {
        private final Response response;
        private final Callback callback;
        private final Deque<Content.Chunk> pieces = new ArrayDeque<>();
        private final AtomicBoolean holdsShare = new AtomicBoolean();
        private final InetAddress client;
        private boolean listens;
        private boolean waits;
        private long bytes;

        Arriving(Request request, Response response, Callback callback) {
            super(request);
            this.response = response;
            this.callback = callback;
            client = client(request.getConnectionMetaData().getRemoteSocketAddress());
        }

        /** Reads what is there. @param mayBlock whether this thread may handle the request */
        void read(boolean mayBlock) {
            try {
                Content.Chunk piece = getWrapped().read();
                while (piece != null) {
                    pieces.add(piece);
                    if (piece.hasRemaining()) {
                        listen();
                    }
                    bytes += piece.remaining() + PIECE_BYTES;
                    if (piece.isLast()) {
                        end(piece, mayBlock);
                        return;
                    }
                    if (bytes > MAX_BODY_BYTES) {
                        refuse(HttpStatus.PAYLOAD_TOO_LARGE_413);
                        return;
                    }
                    piece = getWrapped().read();
                }
                if (waits || begin()) {
                    getWrapped().demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> read(false)));
                }
            } catch (RuntimeException e) {
                Response.writeError(getWrapped(), response, callback, e); // too large, for example
            }
        }

        /** The first time that something is missing. @return false if the request was refused */
        private boolean begin() {
            waits = true;
            listen();
            boolean shared = proxies.trusts(client.getHostAddress());
            if (share.take(client, shared).isPresent()) {
                refuse(HttpStatus.SERVICE_UNAVAILABLE_503);
                return false;
            }
            holdsShare.set(true);
            slow.bodyBegins(getWrapped());
            return true;
        }

        /** Gives everything back in the end. */
        private void listen() {
            if (!listens) {
                listens = true;
                Request.addCompletionListener(getWrapped(), failure -> {
                    arrived();
                    pieces.forEach(Content.Chunk::release);
                    pieces.clear();
                });
            }
        }

        /** @return false if it took too long */
        private boolean arrived() {
            if (holdsShare.getAndSet(false)) {
                share.giveBack(client);
            }
            return slow.bodyEnds(getWrapped());
        }

        private void end(Content.Chunk last, boolean mayBlock) {
            boolean inTime = !waits || arrived();
            slow.arrived(getWrapped());
            if (Content.Chunk.isFailure(last)) {
                Response.writeError(getWrapped(), response, callback, last.getFailure());
            } else if (!inTime) {
                refuse(HttpStatus.REQUEST_TIMEOUT_408);
            } else if (mayBlock) {
                passOn();
            } else {
                getContext().execute(this::passOn);
            }
        }

        private void passOn() {
            try {
                if (!getHandler().handle(this, response, callback)) {
                    refuse(HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(getWrapped(), response, callback, e);
            }
        }

        private void refuse(int status) {
            Response.writeError(getWrapped(), response, callback, status);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk piece = pieces.poll();
            return piece == null ? getWrapped().read() : piece;
        }

        private InetAddress client(SocketAddress address) {
            return address instanceof InetSocketAddress known && known.getAddress() != null
                    ? known.getAddress()
                    : InetAddress.getLoopbackAddress();
        }
    }
}
