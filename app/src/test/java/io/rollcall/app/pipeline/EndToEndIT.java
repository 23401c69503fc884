package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends 10,000 mixed logins through all parts, restarts them in the middle, and compares every number with the oracle. */
class EndToEndIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final LoginMix MIX = new LoginMix(0.05, 0.1, 0.05, 0.05);

    @TempDir
    private Path folder;

    @Test
    void everyNumberEqualsTheOracle_alsoAfterARestartInTheMiddle() throws Exception {
        try (TestPipeline pipeline = TestPipeline.start(folder).with(SettingKey.CLEAN_BATCH, "5s")) {
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
            String dashboard = pipeline.startDashboard();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(dashboard, "/health").statusCode() == 200);
            assertThat(new Comparison(pipeline.kafka(), TOPICS, oracle)
                            .topics()
                            .rows()
                            .snapshot(Json.readTree(
                                    get(dashboard, "/api/snapshot").body()))
                            .differences())
                    .isEmpty();
            assertThat(pipeline.droppedRows()).isZero();
        }
    }

    private static HttpResponse<byte[]> get(String address, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
