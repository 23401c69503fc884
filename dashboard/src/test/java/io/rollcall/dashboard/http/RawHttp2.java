package io.rollcall.dashboard.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client that sends bytes of HTTP/2 as a test wants them, over TLS, whatever the certificate. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int SETTINGS = 4;
    static final int CONTINUATION = 9;
    /** A type that browsers send and Jetty does not know. */
    static final int PRIORITY_UPDATE = 16;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_WAIT_SECONDS = 60;

    private final Socket network;
    private final SSLSocket tls;
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A frame of the server. @param text its payload, byte by byte */
    record Frame(int type, int flags, int stream, String text) {}

    /** A connection on which nothing but the handshake was sent. */
    RawHttp2(int port) throws IOException {
        network = new Socket("127.0.0.1", port);
        tls = (SSLSocket) trusting().getSocketFactory().createSocket(network, "localhost", port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        Thread reader = new Thread(this::read, "test-http2");
        reader.setDaemon(true);
        reader.start();
    }

    /** Begins as every client does. */
    RawHttp2 begun() throws IOException {
        send(PREFACE);
        frame(SETTINGS, 0, 0);
        return this;
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Sends bytes within TLS. */
    void send(byte... bytes) throws IOException {
        tls.getOutputStream().write(bytes);
        tls.getOutputStream().flush();
    }

    /** Sends bytes below TLS. */
    void sendBelowTls(byte... bytes) throws IOException {
        network.getOutputStream().write(bytes);
    }

    void frame(int type, int flags, int stream, byte... payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(head(payload.length, type, flags, stream));
        frame.writeBytes(payload);
        send(frame.toByteArray());
    }

    /** The first 9 bytes of a frame. */
    static byte[] head(int length, int type, int flags, int stream) {
        return ByteBuffer.allocate(9)
                .put((byte) (length >> 16))
                .putShort((short) length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .array();
    }

    /** Sends the headers of a request. Nothing says how long the body of a form is. */
    void request(int stream, String method, String path) throws IOException {
        boolean isForm = method.equals("POST");
        frame(HEADERS, isForm ? END_HEADERS : END_HEADERS | END_STREAM, stream, headers(method, path));
    }

    /** The headers of a request in HPACK (RFC 7541, appendix A): names by index, values as they are. */
    static byte[] headers(String method, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(method.equals("POST") ? 0x83 : 0x82);
        block.write(0x87); // https
        block.write(4); // :path
        text(block, path);
        block.write(1); // :authority
        text(block, "localhost");
        if (method.equals("POST")) {
            block.write(0x0f); // 31 in two bytes: content-type
            block.write(31 - 15);
            text(block, "application/x-www-form-urlencoded");
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(tls.getInputStream());
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                received.add(new Frame(type, flags, stream, new String(payload, StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException end) {
            closed.countDown();
        }
    }

    /** The next frame of this kind. Those before it are lost. */
    Frame next(Predicate<Frame> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);
        while (System.nanoTime() < deadline) {
            Frame frame = received.poll(100, TimeUnit.MILLISECONDS);
            if (frame != null && wanted.test(frame)) {
                return frame;
            }
        }
        throw new AssertionError("no such frame; the connection is " + (closed.getCount() == 0 ? "closed" : "open"));
    }

    /** The next data of a stream that contain a text. */
    Frame data(int stream, String text) throws InterruptedException {
        return next(frame ->
                frame.type() == DATA && frame.stream() == stream && frame.text().contains(text));
    }

    /** The body of an answer. */
    String body(int stream) throws InterruptedException {
        StringBuilder body = new StringBuilder();
        Frame frame;
        do {
            frame = next(any -> any.stream() == stream && (any.type() == DATA || any.type() == HEADERS));
            body.append(frame.type() == DATA ? frame.text() : "");
        } while ((frame.flags() & END_STREAM) == 0);
        return body.toString();
    }

    /** How many frames of data with this text have arrived. They are lost, with all others. */
    int countData(String text) {
        List<Frame> arrived = new ArrayList<>();
        received.drainTo(arrived);
        return (int) arrived.stream()
                .filter(frame -> frame.type() == DATA && frame.text().contains(text))
                .count();
    }

    /** Whether the server closes the connection within a time. */
    boolean isClosed(int millis) throws InterruptedException {
        return closed.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        network.close();
    }
}
