package io.rollcall.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy between clients and broker that can be cut and slowed. One daemon thread per direction of a connection.
 */
final class Proxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong heldBack = new AtomicLong();
    private final Object changed = new Object();
    // guarded by changed
    private boolean cut;
    private long delayMillis;

    Proxy(int targetPort) throws IOException {
        this.target = targetPort;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread("proxy", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Lets nothing through from now on. Connections stay open, as after a cable is pulled. */
    void cut() {
        synchronized (changed) {
            cut = true;
        }
    }

    /** Delays each piece of at most 16 KiB by this long (ms) from now on. */
    void slow(long millis) {
        synchronized (changed) {
            delayMillis = millis;
        }
    }

    /** Lets everything through again. After a cut, connections are reset, as by a peer that no longer knows them. */
    void heal() {
        boolean wasCut;
        synchronized (changed) {
            wasCut = cut;
            cut = false;
            delayMillis = 0;
            changed.notifyAll();
        }
        if (wasCut) {
            sockets.forEach(Proxy::reset);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // nothing is left to reset
        }
    }

    /** The number of bytes delayed or held so far. */
    long heldBack() {
        return heldBack.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(broker);
                thread("proxy-up", () -> pump(client, broker));
                thread("proxy-down", () -> pump(broker, client));
            } catch (IOException brokerAway) {
                // the client sees its connection end, as it would without a proxy
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[CHUNK_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                await(length);
                out.write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException ended) {
            // both ends are closed here
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void await(int length) throws InterruptedException {
        long delay;
        synchronized (changed) {
            if (cut || delayMillis > 0) {
                heldBack.addAndGet(length);
            }
            while (cut) {
                changed.wait();
            }
            delay = delayMillis;
        }
        Thread.sleep(delay);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        heal();
        sockets.forEach(Proxy::reset);
    }
}
