package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dashboard that starts late says the same as one that was there, and nothing false before. The test plays the jobs. */
class TwoDashboardsIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final int WINDOWS = 30;
    private static final int ROWS_PER_WINDOW = 40;

    private final HttpClient client = HttpClient.newHttpClient();
    private final long start = Math.floorDiv(System.currentTimeMillis() - 1_200_000, 30_000) * 30_000;

    @TempDir
    private Path folder;

    private Settings settings;
    private KafkaProducer<byte[], byte[]> producer;

    /** Kafka timestamp (ms) of the last report. */
    private long reportedMillis;

    @Test
    void lateDashboard_agreesWithTheFirst_andCallsNothingFinalBefore() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            settings = Settings.defaults()
                    .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                    .with(SettingKey.DASHBOARD_PORT, "0");
            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.createMissing(settings);
            }
            try (DashboardServer first = dashboard(settings);
                    KafkaProducer<byte[], byte[]> open = new KafkaProducer<>(
                            KafkaSettings.of(settings).producerProperties(),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                producer = open;
                report(JobName.CLEAN, settings);
                report(JobName.STATS, settings);
                sendRows();
                sendUncounted();
                report(JobName.CLEAN, settings);
                report(JobName.STATS, settings);
                patiently()
                        .until(() -> isFinal(snapshot(first))
                                && snapshot(first).at("/late/total").asInt() == 2);
                ObjectNode expected = snapshot(first);
                assertThat(expected.path("held_apart").asInt()).isEqualTo(1);
                assertThat(expected.at("/rejected/total").asInt()).isEqualTo(3);
                assertThat(expected.at("/totals/logins").asInt()).isEqualTo(2 * ROWS_PER_WINDOW);

                try (DashboardServer late = dashboard(settings)) {
                    ObjectNode now = snapshot(late);
                    while (!isFinal(now)) {
                        assertThat(now.has("error")
                                        || now.path("complete_through").isNull())
                                .isTrue();
                        now = snapshot(late);
                    }
                    assertThat(now.path("totals")).isEqualTo(expected.path("totals"));
                    assertThat(now.path("visits")).isEqualTo(expected.path("visits"));
                    assertThat(now.path("states")).isEqualTo(expected.path("states"));
                    assertThat(now.path("rejected")).isEqualTo(expected.path("rejected"));
                    assertThat(now.path("late")).isEqualTo(expected.path("late"));
                    patiently().untilAsserted(() -> assertThat(snapshot(late)).isEqualTo(snapshot(first)));
                }
                otherSettings_areSaid_andNothingIsFinal(first);
            }
        }
    }

    private void otherSettings_areSaid_andNothingIsFinal(DashboardServer first) throws Exception {
        Settings other = settings.with(SettingKey.LATENESS, "2m");
        report(JobName.STATS, settings.with(SettingKey.TOPIC_RAW, "logins").with(SettingKey.LATENESS, "2m"));
        report(JobName.STATS, settings);
        report(JobName.CLEAN, settings);
        assertThat(isFinal(snapshot(first))).isTrue();
        report(JobName.STATS, other);
        patiently().until(() -> !isFinal(snapshot(first)));
        assertThat(get(first, "/health")).contains("\"down\"", "lateness 2m (here 1m)");
        report(JobName.STATS, settings);
        patiently().until(() -> isFinal(snapshot(first)));
    }

    private void sendRows() throws Exception {
        for (int window = 0; window < WINDOWS; window++) {
            long from = start + window * 10_000L;
            for (int logins = 1; logins <= ROWS_PER_WINDOW; logins++) {
                row(from, "UT", logins);
                row(from, "NY", logins);
            }
        }
        row(System.currentTimeMillis() / 10_000 * 10_000 + 3_000_000, "VT", 5);
        producer.flush();
    }

    private void row(long from, String locale, int logins) {
        WindowStats row = new WindowStats(Windowing.DEFAULT.window(from), locale, logins, 1, 1);
        send(TOPICS.stats(), row.key(), StatsJson.write(row));
    }

    private void sendUncounted() throws Exception {
        for (int offset : new int[] {1, 2, 2, 3, 1}) {
            send(
                    TOPICS.rejected(),
                    "k",
                    Json.bytes(Json.object()
                            .put("reason", "tombstone")
                            .put("detail", "There is no value.")
                            .put("topic", TOPICS.raw())
                            .put("partition", 0)
                            .put("offset", offset)));
        }
        for (int offset : new int[] {7, 8, 7}) {
            send(
                    TOPICS.late(),
                    "k",
                    LoginJson.write(
                            new CleanLogin(new EventId(0, offset), "ada", null, null, null, "UT", null, start)));
        }
        producer.flush();
    }

    /** A report that is complete through the present, which is after the Kafka timestamp of the report before. */
    private void report(String job, Settings its) throws Exception {
        long now = await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(System::currentTimeMillis, millis -> millis > reportedMillis);
        reportedMillis = send(
                        TOPICS.progress(),
                        job,
                        ProgressJson.write(Progress.of(job, now)
                                .with(Pipeline.of(its, ""))
                                .with(Progress.Input.completeThrough(now))))
                .get()
                .timestamp();
    }

    private Future<RecordMetadata> send(String topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private static DashboardServer dashboard(Settings settings) {
        DashboardServer dashboard = new DashboardServer(settings, Clock.systemUTC());
        dashboard.start();
        return dashboard;
    }

    /** The snapshot of a window that is complete, without the times that pass. */
    private ObjectNode snapshot(DashboardServer of) {
        String body = get(of, "/api/snapshot?at=" + IsoTime.format(start + 60_000));
        ObjectNode snapshot = (ObjectNode) Json.readTree(body.getBytes(StandardCharsets.UTF_8));
        snapshot.remove("server_time");
        return snapshot;
    }

    private static boolean isFinal(ObjectNode snapshot) {
        return snapshot.at("/window/final").booleanValue();
    }

    private String get(DashboardServer of, String path) {
        try {
            URI address = URI.create("http://localhost:" + of.port() + path);
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
