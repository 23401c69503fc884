package io.rollcall.bench;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Locales;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker and a dashboard in this JVM. A {@link StatsFeed} publishes what the jobs would. */
final class FedDashboard implements AutoCloseable {
    private static final long TICK_MILLIS = 250;

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Settings settings;
    private final StatsFeed feed;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private DashboardServer server;

    /** Starts broker and dashboard; there are no topics yet. The rate is in logins per second of the United States. */
    FedDashboard(double rate) throws IOException {
        this(rate, Locales.US);
    }

    /** The same with logins from these locales: {@code us} or {@code world}. */
    FedDashboard(double rate, String locales) throws IOException {
        folder = Files.createTempDirectory("rollcall-fed-");
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        settings = Settings.defaults()
                .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                .with(SettingKey.DASHBOARD_PORT, "0")
                .with(SettingKey.LOCALES, locales);
        feed = new StatsFeed(broker.bootstrapServer(), rate, countries());
        server = new DashboardServer(settings, Clock.systemUTC());
        server.start();
    }

    /** The countries that are counted by their own name, without the United States and their territories. */
    private List<Country> countries() {
        return Country.all().stream()
                .filter(country -> country.territory() == null)
                .filter(country -> !country.locale().equals(Country.UNITED_STATES))
                .filter(country -> settings.locales().contains(country.locale()))
                .toList();
    }

    String address() {
        return "http://localhost:" + server.port();
    }

    String bootstrapServer() {
        return broker.bootstrapServer();
    }

    StatsFeed feed() {
        return feed;
    }

    /**
     * Creates the topics as Rollcall does, except that rejected and late logins keep the timestamps of the synthetic
     * history.
     */
    void createTopics() {
        Map<String, String> keepTime = Map.of("message.timestamp.type", "CreateTime");
        try (Admin admin = Admin.create(KafkaSettings.of(settings).properties())) {
            admin.createTopics(List.of(
                    new NewTopic(settings.topics().late(), 2, (short) 1).configs(keepTime),
                    new NewTopic(settings.topics().rejected(), 2, (short) 1).configs(keepTime)));
        }
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
    }

    /** Publishes this much history (ms), and from then on live rows. */
    void goLive(long historyMillis) {
        long now = System.currentTimeMillis();
        feed.prefill(now - historyMillis, now);
        ticker.scheduleAtFixedRate(() -> feed.tick(System.currentTimeMillis()), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stopFeeding() {
        ticker.shutdownNow();
    }

    void stopServer() {
        server.close();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        feed.close();
        server.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("cannot delete " + folder);
        }
    }
}
