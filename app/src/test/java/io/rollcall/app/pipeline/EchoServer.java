package io.rollcall.app.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends each client what it has sent. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket server;
    private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();
    private volatile boolean answered;

    /** Listens on this port of the loopback address. */
    EchoServer(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                start(() -> echo(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void echo(Socket client) {
        byte[] bytes = new byte[4_096];
        try (client) {
            for (int read = client.getInputStream().read(bytes);
                    read > 0;
                    read = client.getInputStream().read(bytes)) {
                client.getOutputStream().write(bytes, 0, read);
                answered = true;
            }
        } catch (IOException closed) {
            // The client has gone.
        }
    }

    boolean hasAnswered() {
        return answered;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
