package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.Json;
import io.rollcall.model.Topics;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 mixed logins through everything, stopped and restarted in the middle; every number against the oracle. */
class EndToEndIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final LoginMix MIX = new LoginMix(0.05, 0.1, 0.05, 0.05);

    @TempDir
    private Path folder;

    @Test
    void everyNumberEqualsTheOracle_alsoAfterARestartInTheMiddle() throws Exception {
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            LoginGenerator logins = new LoginGenerator(7, MIX, Clock.systemUTC());
            pipeline.startClean();
            pipeline.startStats();
            pipeline.produce(logins, 5_000);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !pipeline.records(TOPICS.clean()).isEmpty());
            pipeline.stopJobs();
            pipeline.produce(logins, 5_000);
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Oracle oracle = pipeline.oracle();
            assertThat(oracle.clean.size() + oracle.late.size() + oracle.rejected())
                    .isEqualTo(10_000);
            assertTopics(pipeline, oracle);
            assertRows(pipeline, oracle);
            assertSnapshot(pipeline.startDashboard(), oracle);
            assertThat(pipeline.droppedRows()).isZero();
        }
    }

    private static void assertTopics(TestPipeline pipeline, Oracle oracle) {
        assertThat(ids(pipeline, TOPICS.clean())).containsExactlyInAnyOrderElementsOf(oracle.clean);
        assertThat(ids(pipeline, TOPICS.late())).containsExactlyInAnyOrderElementsOf(oracle.late);
        Map<String, Set<String>> rejected = new TreeMap<>();
        pipeline.records(TOPICS.rejected()).forEach(record -> {
            JsonNode login = Json.readTree(record.value());
            rejected.computeIfAbsent(login.get("reason").asText(), r -> new TreeSet<>())
                    .add(login.get("partition").asText() + "-"
                            + login.get("offset").asText());
        });
        assertThat(rejected).isEqualTo(oracle.rejectedByReason);
    }

    private static Set<String> ids(TestPipeline pipeline, String topic) {
        Set<String> ids = new TreeSet<>();
        pipeline.records(topic)
                .forEach(record ->
                        ids.add(Json.readTree(record.value()).get("event_id").asText()));
        return ids;
    }

    static void assertRows(TestPipeline pipeline, Oracle oracle) {
        Map<String, Long> logins = new TreeMap<>();
        pipeline.truth().forEach((key, row) -> {
            logins.put(key, row.logins());
            assertNear(
                    row.uniqueUsers(), oracle.users.getOrDefault(key, Set.of()).size());
            assertNear(
                    row.distinctDevices(),
                    oracle.devices.getOrDefault(key, Set.of()).size());
        });
        assertThat(logins).isEqualTo(oracle.loginCounts());
    }

    /** Exact while small; beyond, within four standard errors, so that a seed cannot make the test fail. */
    private static void assertNear(long estimate, long exact) {
        if (exact < 100) {
            assertThat(estimate).isEqualTo(exact);
        } else {
            assertThat((double) estimate).isBetween(exact * 0.93, exact * 1.07);
        }
    }

    private static void assertSnapshot(String address, Oracle oracle) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(address, "/health").statusCode() == 200);
        JsonNode snapshot = Json.readTree(get(address, "/api/snapshot").body());
        Map<String, Long> visits = new TreeMap<>();
        snapshot.get("states").forEach(state -> {
            if (state.get("visits").longValue() > 0) {
                visits.put(state.get("locale").asText(), state.get("visits").longValue());
            }
        });
        assertThat(visits).isEqualTo(oracle.visitsByLocale());
        assertThat(snapshot.get("visits").get("total").longValue()).isEqualTo(oracle.clean.size());
        assertThat(snapshot.get("late").get("total").longValue()).isEqualTo(oracle.late.size());
        assertThat(snapshot.get("rejected").get("total").longValue()).isEqualTo(oracle.rejected());
        oracle.rejectedByReason.forEach((reason, ids) -> assertThat(
                        snapshot.at("/rejected/by_reason/" + reason).longValue())
                .isEqualTo(ids.size()));
        String start = snapshot.at("/window/start").asText();
        snapshot.get("states").forEach(state -> assertThat(state.get("logins").longValue())
                .isEqualTo(oracle.loginCounts()
                        .getOrDefault(start + "|" + state.get("locale").asText(), 0L)));
    }

    private static HttpResponse<byte[]> get(String address, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
