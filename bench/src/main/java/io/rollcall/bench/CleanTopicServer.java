package io.rollcall.bench;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker whose clean topic holds clean logins as the clean job writes them, for other processes to read. */
final class CleanTopicServer {
    private CleanTopicServer() {}

    /** Arguments: the directory of the broker, its port, number of logins. Runs until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            Settings settings = Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer());
            try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
                admin.createMissing(settings);
            }
            write(settings, Long.parseLong(args[2]));
            System.out.println("serving");
            while (System.in.read() >= 0) {
                // wait for the end of the input
            }
        }
        System.exit(0);
    }

    private static void write(Settings settings, long count) {
        LoginGenerator logins = new LoginGenerator(1, LoginMix.PLAIN, Clock.systemUTC());
        Map<String, Object> config = KafkaSettings.of(settings).producerProperties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < count; i++) {
                LoginRecord raw = logins.next();
                EventId id = new EventId((int) (i % 2), i / 2);
                long now = System.currentTimeMillis();
                RawRecord record = new RawRecord(settings.topics().raw(), id, now, raw.value());
                if (LoginCleaner.DEFAULT.clean(record) instanceof CleaningOutcome.Clean clean) {
                    byte[] value = LoginJson.write(clean.login());
                    producer.send(new ProducerRecord<>(settings.topics().clean(), raw.key(), value));
                } else {
                    throw new IllegalStateException("the generator yields a login that is not clean");
                }
            }
        }
    }
}
