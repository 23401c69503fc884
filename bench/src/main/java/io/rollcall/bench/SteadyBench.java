package io.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures by how much the numbers of the current window and of the filling one move under a steady load. The load must
 * run for longer than a window when it starts.
 */
final class SteadyBench {
    private static final int INTERVAL_MILLIS = 100;
    private static final List<String> TOTALS = List.of("logins", "unique_users", "distinct_devices");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Map<String, Range> ranges = new LinkedHashMap<>();

    private SteadyBench(String url) {
        this.url = url;
    }

    private static final class Range {
        private long least = Long.MAX_VALUE;
        private long most;

        private void add(long number) {
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
    }

    /** Arguments: address of the dashboard, seconds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new SteadyBench(args[0]).run(Integer.parseInt(args[1]));
    }

    private void run(int seconds) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + seconds * 1000L;
        while (System.currentTimeMillis() < end) {
            for (String window : List.of("full", "filling")) {
                JsonNode totals = snapshot(window).path("totals");
                for (String total : TOTALS) {
                    ranges.computeIfAbsent(window + ", " + total, name -> new Range())
                            .add(totals.path(total).longValue());
                }
            }
            Thread.sleep(INTERVAL_MILLIS);
        }
        System.out.printf("%-28s %10s %10s %9s%n", "window, number", "least", "most", "moved by");
        ranges.forEach((name, range) -> System.out.printf(
                Locale.ROOT,
                "%-28s %10d %10d %8.1f%%%n",
                name,
                range.least,
                range.most,
                100.0 * (range.most - range.least) / Math.max(1, range.least)));
    }

    private JsonNode snapshot(String window) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/snapshot?window=" + window))
                .build();
        return Json.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
    }
}
