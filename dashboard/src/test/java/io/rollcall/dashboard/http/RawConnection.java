package io.rollcall.dashboard.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Connections whose reads end: a read that blocks for ever heeds no interrupt, and so no time limit of a test. */
final class RawConnection {
    /** Longer than any answer takes on a busy machine, ms. */
    private static final int READ_MILLIS = 60_000;

    private RawConnection() {}

    /** A connection to a port of this machine. */
    static Socket open(int port) throws IOException {
        return limited(new Socket("127.0.0.1", port));
    }

    /** The same connection, whose reads end. */
    static <S extends Socket> S limited(S socket) throws IOException {
        socket.setSoTimeout(READ_MILLIS);
        return socket;
    }

    /** Whether the server has closed a connection on which it sends nothing, within a time. */
    static boolean isClosed(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
