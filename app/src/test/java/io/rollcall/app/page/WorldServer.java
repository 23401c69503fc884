package io.rollcall.app.page;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Region;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.datasketches.hll.HllSketch;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A dashboard that counts all states and countries, on a real broker. The test plays the jobs. */
final class WorldServer implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final Settings settings;
    private final DashboardServer server;
    private final ReportingJobs jobs;
    /** The slide of the logins, ms. */
    private final long paneMillis;

    /** Starts it without logins. @param folder for the broker; @param locales those that are counted, or "" for all */
    WorldServer(Path folder, String locales) {
        this(folder, locales, settings -> settings);
    }

    /** The same with other settings. */
    WorldServer(Path folder, String locales, UnaryOperator<Settings> change) {
        this(
                folder,
                settings -> change.apply(settings.with(SettingKey.LOCALES, locales.isEmpty() ? world() : locales)));
    }

    /** Starts it without logins and with these settings. @param folder for the broker */
    WorldServer(Path folder, UnaryOperator<Settings> change) {
        broker = EmbeddedBroker.start(folder, 0);
        settings = change.apply(Settings.defaults()
                .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                .with(SettingKey.DASHBOARD_PORT, "0"));
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
        server = new DashboardServer(settings, Clock.systemUTC());
        server.start();
        jobs = new ReportingJobs(settings);
        paneMillis = Windowing.DEFAULT.paneOf(System.currentTimeMillis()) - 2 * Windowing.DEFAULT.lengthMillis();
        report();
    }

    private static String world() {
        TreeSet<String> locales = new TreeSet<>();
        Arrays.stream(Region.values()).map(Region::name).forEach(locales::add);
        Country.all().stream().map(Country::locale).forEach(locales::add);
        locales.add(Region.UNKNOWN);
        return String.join(",", locales);
    }

    String address() {
        return "http://localhost:" + server.port();
    }

    int port() {
        return server.port();
    }

    /** Counts logins, one of each of these users: as the job does, in every window that contains them. */
    void count(String locale, String... users) {
        HllSketch sketch = DistinctSketch.empty();
        Arrays.stream(users).forEach(sketch::update);
        byte[] bytes = sketch.toCompactByteArray();
        for (Window window : Windowing.DEFAULT.windowsOf(paneMillis)) {
            WindowStats row = new WindowStats(window, locale, users.length, users.length, users.length);
            ReportingJobs.send(
                    settings,
                    settings.topics().stats(),
                    StatsJson.write(row),
                    new RecordHeader(WindowStats.USERS_HEADER, bytes),
                    new RecordHeader(WindowStats.DEVICES_HEADER, bytes));
        }
    }

    /** Both jobs say that all is counted. */
    void report() {
        jobs.report(JobName.CLEAN, 0, 0);
        jobs.report(JobName.STATS, 0, 0);
    }

    @Override
    public void close() {
        jobs.close();
        server.close();
        broker.close();
    }
}
