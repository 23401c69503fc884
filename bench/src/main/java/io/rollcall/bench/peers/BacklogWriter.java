package io.rollcall.bench.peers;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import io.rollcall.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a backlog into the directory of a broker: logins as if they had arrived at a steady rate until now while no
 * job ran. The raw topic therefore has the timestamps of the producer (CreateTime), not those of the broker.
 */
final class BacklogWriter {
    private static final int PARTITIONS = 2;

    private BacklogWriter() {}

    /** Arguments: the broker's directory, number of logins, their rate in event time (logins per second). */
    public static void main(String[] args) throws ExecutionException, InterruptedException {
        long count = Long.parseLong(args[1]);
        double rate = Double.parseDouble(args[2]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
            Settings settings = Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer());
            createTopics(settings);
            send(settings, count, rate);
        }
        System.out.println("written");
        System.exit(0);
    }

    private static void createTopics(Settings settings) throws ExecutionException, InterruptedException {
        Map<String, String> config = Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1");
        NewTopic raw = new NewTopic(settings.topics().raw(), PARTITIONS, (short) 1).configs(config);
        try (Admin admin = Admin.create(KafkaSettings.of(settings).properties())) {
            admin.createTopics(List.of(raw)).all().get();
        }
        RunEnvironment.createTopics(KafkaSettings.of(settings));
    }

    private static void send(Settings settings, long count, double rate) {
        SettableClock clock = new SettableClock(0);
        LoginGenerator logins = new LoginGenerator(1, LoginMix.PLAIN, clock);
        long begin = System.currentTimeMillis() - (long) (count * 1000 / rate);
        Map<String, Object> config = KafkaSettings.of(settings).producerProperties();
        config.put("linger.ms", 20);
        config.put("batch.size", 256 << 10);
        config.put("compression.type", "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < count; i++) {
                long time = begin + (long) (i * 1000 / rate);
                clock.set(time);
                LoginRecord login = logins.next();
                producer.send(new ProducerRecord<>(settings.topics().raw(), null, time, login.key(), login.value()));
            }
        }
    }
}
