package io.rollcall.app.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real Keycloak on loopback, in its development mode, with a realm of the test and a database in memory. */
final class Keycloak implements AutoCloseable {
    /** Unpacked by Maven before the integration tests. */
    private static final Path UNPACKED = Path.of("target/keycloak");

    private static final String ADMIN = "admin";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final Path log;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * Begins to start it.
     *
     * @param folder for its log
     * @param port that is free
     * @param realm the realm, as JSON
     */
    Keycloak(Path folder, int port, String realm) throws IOException {
        this.port = port;
        log = folder.resolve("keycloak.log");
        Path home = home();
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/realm.json"), realm);
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--cache=local",
                        "--db=dev-mem",
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        process = builder.start();
    }

    private static Path home() throws IOException {
        if (Files.isDirectory(UNPACKED)) {
            try (Stream<Path> folders = Files.list(UNPACKED)) {
                return folders.filter(folder -> Files.isExecutable(folder.resolve("bin/kc.sh")))
                        .findFirst()
                        .orElseThrow()
                        .toAbsolutePath();
            }
        }
        throw new IllegalStateException("no " + UNPACKED.toAbsolutePath() + ": ./mvnw -pl app verify unpacks it");
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until it answers. */
    Keycloak awaitReady(String realm) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(Files.readString(log));
                    }
                    return answers(realm);
                });
        return this;
    }

    private boolean answers(String realm) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/realms/" + realm))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sends a request to its interface for administrators. @param path below the realm; @param body JSON, or empty */
    JsonNode admin(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/admin/realms/" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
    }

    private String token() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join(
                        "&",
                        List.of(
                                "client_id=admin-cli",
                                "grant_type=password",
                                "username=" + ADMIN,
                                "password=" + ADMIN))))
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        await().until(() -> !process.isAlive());
    }
}
