package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Reads the HTTP interface of a dashboard. While it does not answer, every answer is an empty object. */
final class DashboardClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static final Duration HISTORY = Duration.ofHours(24);

    private final String address;

    DashboardClient(String address) {
        this.address = address;
    }

    /** The numbers of the filling window, which contains the newest login. */
    JsonNode snapshot() {
        return get("/api/snapshot?window=filling");
    }

    JsonNode health() {
        return get("/health");
    }

    /** The windows that lie within the history, oldest first. */
    JsonNode windows() {
        Instant now = Instant.now();
        return get("/api/windows?from=" + now.minus(HISTORY) + "&to=" + now.plus(HISTORY))
                .path("windows");
    }

    boolean isUp() {
        return health().path("status").asText().equals("up");
    }

    /** Whether the dashboard is complete through this time (ms, by the clock of the broker). */
    boolean isCompleteThrough(long millis) {
        String through = snapshot().path("complete_through").asText(null);
        return through != null
                && !through.equals("null")
                && Instant.parse(through).toEpochMilli() > millis;
    }

    /** The answer, or an empty object if there is none. */
    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return Json.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException | IllegalArgumentException notThere) {
            return Json.object();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }
}
