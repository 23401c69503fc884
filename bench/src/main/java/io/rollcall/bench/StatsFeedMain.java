package io.rollcall.bench;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A broker whose topics a {@link StatsFeed} fills, in place of the jobs. Runs until it is killed. */
final class StatsFeedMain {
    private static final long TICK_MILLIS = 250;

    private StatsFeedMain() {}

    /** Arguments: the broker's directory, its port, logins per second, minutes of history to start with. */
    public static void main(String[] args) {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Settings settings = Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer());
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
        double rate = Double.parseDouble(args[2]);
        try (StatsFeed feed = new StatsFeed(broker.bootstrapServer(), rate)) {
            long begin = System.currentTimeMillis();
            feed.prefill(begin - Long.parseLong(args[3]) * 60_000, begin);
            System.out.println("feeding " + broker.bootstrapServer());
            for (long due = begin; ; due = Math.max(due + TICK_MILLIS, System.currentTimeMillis() - TICK_MILLIS)) {
                LockSupport.parkNanos(Math.max(0, due - System.currentTimeMillis()) * 1_000_000);
                feed.tick(System.currentTimeMillis());
            }
        }
    }
}
