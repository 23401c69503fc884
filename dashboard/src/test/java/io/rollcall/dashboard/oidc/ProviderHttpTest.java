package io.rollcall.dashboard.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that is slow, endless or leads elsewhere. */
@Timeout(60)
class ProviderHttpTest {
    private final ProviderHttp http = new ProviderHttp(2_000);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[1 << 16];
                while (over.getCount() > 0) {
                    out.write(block);
                }
            }
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/ok");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/ok", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private String get(String path) throws IOException {
        return http.get(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    @Test
    void answers_areTakenInTime_andUpToASize() throws IOException {
        assertThat(get("/ok")).isEqualTo("{}");
        assertThatThrownBy(() -> get("/slow")).isInstanceOf(IOException.class).hasMessageContaining("within 2000 ms");
        assertThatThrownBy(() -> get("/endless"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1048576 bytes");
        assertThatThrownBy(() -> get("/elsewhere"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 302");
        assertThatThrownBy(() -> get("/missing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 404");
        over.countDown();
        server.stop(0);
        assertThatThrownBy(() -> get("/ok")).isInstanceOf(IOException.class).hasMessageContaining("cannot be reached");
    }
}
