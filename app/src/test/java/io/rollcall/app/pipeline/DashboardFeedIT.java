package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's consumer on a real broker: it waits for topics, follows them, and survives outages and resets. */
class DashboardFeedIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Settings settings;
    private DashboardServer dashboard;

    @Test
    void topicsThatAppearAndDisappear_areFollowed_andEmptiedOnesReadAgain() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                DashboardServer server = dashboard(broker)) {
            patiently().until(() -> health("consumer").startsWith("These topics do not exist: "));
            assertThat(get("/health").statusCode()).isEqualTo(503);

            createTopics();
            send(TOPICS.stats(), row("UT", 3), 0);
            send(TOPICS.stats(), new byte[] {'{'}, 0);
            send(TOPICS.progress(), progress(JobName.CLEAN), 0);
            send(TOPICS.progress(), progress(JobName.STATS), 0);
            patiently().until(() -> get("/health").statusCode() == 200);
            assertThat(visits()).isEqualTo(3);
            assertThat(get("/metrics").body()).contains("rollcall_dashboard_skipped_records_total 1\n");

            try (Admin admin = Admin.create(KafkaSettings.of(settings).properties())) {
                admin.createPartitions(Map.of(TOPICS.stats(), NewPartitions.increaseTo(3)))
                        .all()
                        .get();
                send(TOPICS.stats(), row("NY", 4), 2);
                patiently().until(() -> visits() == 7);

                try (TopicAdmin topics = new TopicAdmin(KafkaSettings.of(settings))) {
                    topics.empty(List.of(TOPICS.stats()));
                }
                patiently().until(() -> visits() == 0);
                send(TOPICS.stats(), row("UT", 2), 0);
                patiently().until(() -> visits() == 2);

                admin.deleteTopics(List.of(TOPICS.stats())).all().get();
                patiently().until(() -> health("consumer").startsWith("These topics do not exist: "));
                createTopics();
                send(TOPICS.stats(), row("UT", 1), 0);
                patiently().until(() -> visits() == 1);
            }
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void outage_isReported_andTheLastNumbersAreServed_untilKafkaIsBack() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        int port = broker.port();
        try (DashboardServer server = dashboard(broker)) {
            createTopics();
            send(TOPICS.stats(), row("UT", 3), 0);
            patiently().until(() -> visits() == 3);
            broker.close();
            patiently().until(() -> health("kafka").contains("no connection to Kafka"));
            assertThat(Json.readTree(get("/health").body().getBytes(StandardCharsets.UTF_8))
                            .path("status")
                            .asText())
                    .isEqualTo("stale");
            assertThat(visits()).isEqualTo(3);

            broker = EmbeddedBroker.start(folder, port);
            send(TOPICS.stats(), row("UT", 5), 0);
            patiently().until(() -> visits() == 5);
            patiently().until(() -> health("kafka").contains("connected"));
            assertThat(server.port()).isPositive();
        } finally {
            broker.close();
        }
    }

    /** As when the dashboard's own socket takes the port of a broker that is down: TCP connects it to itself. */
    @Test
    void answersThatAreNoBrokers_endOnlyTheConnection() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        int port = broker.port();
        try (DashboardServer server = dashboard(broker)) {
            createTopics();
            send(TOPICS.stats(), row("UT", 3), 0);
            patiently().until(() -> visits() == 3);
            broker.close();
            try (EchoServer echo = new EchoServer(port)) {
                patiently().until(() -> health("consumer").contains("begins anew"));
                assertThat(echo.hasAnswered()).isTrue();
            }
            broker = EmbeddedBroker.start(folder, port);
            send(TOPICS.stats(), row("UT", 5), 0);
            patiently().until(() -> visits() == 5);
            patiently().until(() -> health("kafka").contains("connected"));
            assertThat(server.port()).isPositive();
        } finally {
            broker.close();
        }
    }

    private DashboardServer dashboard(EmbeddedBroker broker) {
        settings = Settings.defaults()
                .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                .with(SettingKey.DASHBOARD_PORT, "0");
        dashboard = new DashboardServer(settings, Clock.systemUTC());
        dashboard.start();
        return dashboard;
    }

    private void createTopics() {
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
    }

    private static WindowStats row(String locale, int logins) {
        return new WindowStats(Windowing.DEFAULT.window(START), locale, logins, 1, 1);
    }

    private static byte[] progress(String job) {
        long now = System.currentTimeMillis();
        return ProgressJson.write(Progress.of(job, now).with(Progress.Input.completeThrough(now)));
    }

    private void send(String topic, WindowStats row, int partition) throws Exception {
        HllSketch sketch = DistinctSketch.empty();
        sketch.update("someone");
        ProducerRecord<byte[], byte[]> found = new ProducerRecord<>(
                topic, partition, row.key().getBytes(StandardCharsets.UTF_8), StatsJson.write(row));
        found.headers().add(WindowStats.USERS_HEADER, sketch.toCompactByteArray());
        found.headers().add(WindowStats.DEVICES_HEADER, sketch.toCompactByteArray());
        send(found);
    }

    private void send(String topic, byte[] value, int partition) throws Exception {
        send(new ProducerRecord<>(topic, partition, new byte[] {'k'}, value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaSettings.of(settings).producerProperties(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private long visits() {
        JsonNode snapshot = Json.readTree(get("/api/snapshot").body().getBytes(StandardCharsets.UTF_8));
        return snapshot.at("/visits/total").longValue();
    }

    private String health(String component) {
        return Json.readTree(get("/health").body().getBytes(StandardCharsets.UTF_8))
                .at("/components/" + component + "/reason")
                .asText();
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + dashboard.port() + path))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
