package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer of the server.
 *
 * @param request method, path and query
 * @param status status code
 * @param headers values by lower-case name
 * @param body text of the body; of a stream, its first event
 */
record ApiAnswer(String request, int status, Map<String, String> headers, String body) {
    /** Sends a request. Headers are given as alternating names and values. */
    static ApiAnswer of(TestServer on, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(on.uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response = on.client.send(request.build(), BodyHandlers.ofInputStream());
        Map<String, String> byName = new HashMap<>();
        response.headers().map().forEach((name, values) -> byName.put(name, String.join(", ", values)));
        try (InputStream in = response.body()) {
            String body = !method.equals("HEAD")
                            && byName.getOrDefault("content-type", "").startsWith("text/event-stream")
                    ? firstEvent(in)
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ApiAnswer(method + " " + path, response.statusCode(), byName, body);
        }
    }

    private static String firstEvent(InputStream in) throws IOException {
        StringBuilder event = new StringBuilder();
        while (event.indexOf("\n\n") < 0) {
            int next = in.read();
            assertThat(next).as("next byte of the stream").isNotNegative();
            event.append((char) next);
        }
        return event.toString();
    }

    /** Sends a GET with another {@code Host}, which the HTTP client of Java does not allow. */
    static ApiAnswer forHost(TestServer on, String host, String path) throws IOException {
        return forHost(on, host, "GET", path);
    }

    /** The same of a port of this machine. */
    static ApiAnswer forHost(int port, String host, String path) throws IOException {
        return forHost(port, host, "GET", path);
    }

    /** Sends a request without a body, with another {@code Host}. */
    static ApiAnswer forHost(TestServer on, String host, String method, String path) throws IOException {
        return forHost(on.server.port(), host, method, path);
    }

    private static ApiAnswer forHost(int port, String host, String method, String path) throws IOException {
        try (Socket socket = RawConnection.open(port)) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            List<String> lines = text.substring(0, end).lines().toList();
            Map<String, String> headers = new HashMap<>();
            lines.stream().skip(1).forEach(line -> {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            });
            int status = Integer.parseInt(lines.get(0).split(" ", -1)[1]);
            return new ApiAnswer(method + " " + path + " for " + host, status, headers, text.substring(end + 4));
        }
    }
}
