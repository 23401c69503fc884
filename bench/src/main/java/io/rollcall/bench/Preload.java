package io.rollcall.bench;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.bench.source.SourceForm;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.LoginSource;
import java.nio.file.Path;
import java.time.Clock;

/** Writes logins into a data directory for a {@code rollcall up} that starts afterwards. */
final class Preload {
    private Preload() {}

    /** Arguments: the directory of the broker, number of logins, the preset in whose form they are, if any. */
    public static void main(String[] args) {
        long count = Long.parseLong(args[1]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
            Settings settings = Environment.settings().with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer());
            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.createMissing(settings);
            }
            SourceForm form = SourceForm.of(args.length > 2 ? args[2] : "", SourceForm.Shares.PLAIN);
            LoginSource logins =
                    form.write(new LoginGenerator(1, LoginMix.PLAIN, Clock.systemUTC(), settings.locales()));
            long begin = System.nanoTime();
            new LoginProducer(KafkaSettings.of(settings), settings.topics().raw())
                    .run(logins, LoginProducer.UNLIMITED_RATE, count, progress -> {});
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("preloaded %d logins at %.0f/s%n", count, count / seconds);
        }
        System.exit(0);
    }
}
