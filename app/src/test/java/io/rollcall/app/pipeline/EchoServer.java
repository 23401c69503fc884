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
    private final Thread acceptor;
    private volatile boolean answered;

    /** Listens on this port of the loopback address. */
    EchoServer(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        acceptor = start(this::accept);
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
        return thread;
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

    /** Returns when the port is free: a thread that still accepts would keep it. */
    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        acceptor.join();
        for (Socket client : clients) {
            client.close();
        }
    }
}
