package io.rollcall.app.page;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The installed nginx with TLS on a port of the loopback address, and a certificate that signs itself. */
final class Nginx implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param locations the {@code location} blocks of its only server
     */
    Nginx(Path folder, int port, String locations) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.port = port;
        run(
                List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
                List.of("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1"),
                List.of("-keyout", "key.pem", "-out", "chain.pem"));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid nginx.pid;
                error_log stderr notice;
                worker_processes 1;
                events {}
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    server_name localhost;
                    ssl_certificate chain.pem;
                    ssl_certificate_key key.pem;
                %s
                  }
                }
                """.formatted(port, locations));
        process = new ProcessBuilder(executable(), "-p", folder + "/", "-e", "stderr", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        await().until(this::accepts);
    }

    @SafeVarargs
    private void run(List<String>... words) throws IOException, InterruptedException {
        List<String> command = Stream.of(words).flatMap(List::stream).toList();
        Process openssl = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (openssl.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** Debian keeps it out of the path of users who are not root. */
    private static String executable() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no nginx: install it"))
                .toString();
    }

    private boolean accepts() {
        if (!process.isAlive()) {
            throw new IllegalStateException(log());
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String address() {
        return "https://localhost:" + port;
    }

    /** What it wrote about errors. */
    String log() {
        try {
            return Files.readString(folder.resolve("nginx.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
