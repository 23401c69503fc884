package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import io.rollcall.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a backlog to the raw topic within seconds. The topic uses CreateTime, so each record has the Kafka timestamp
 * that it would have had at a steady rate.
 */
final class BacklogWriter {
    static final long MINUTE = 60_000;
    private static final LoginMix MIX = new LoginMix(0.05, 0.1, 0.05, 0.05);

    private final KafkaSettings kafka;
    private final String topic;
    private final SourceForm form;

    /** For this topic, with two partitions. With LogAppendTime, only the event times are those of a steady rate. */
    BacklogWriter(KafkaSettings kafka, String topic, SourceForm form) {
        this.form = form;
        this.kafka = kafka;
        this.topic = topic;
    }

    /** Creates the topics, the raw one with CreateTime and two partitions. */
    static BacklogWriter createTopics(Pipeline pipeline) throws Exception {
        NewTopic raw = new NewTopic(pipeline.topics().raw(), 2, (short) 1)
                .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
        try (Admin admin = Admin.create(pipeline.kafka().properties());
                TopicAdmin others = new TopicAdmin(pipeline.kafka())) {
            admin.createTopics(List.of(raw)).all().get();
            others.createMissing(pipeline.settings());
        }
        return of(pipeline);
    }

    /** For a pipeline whose topics {@link #createTopics} has created. */
    static BacklogWriter of(Pipeline pipeline) {
        return new BacklogWriter(pipeline.kafka(), pipeline.topics().raw(), pipeline.form());
    }

    /** Writes logins to one partition, spread evenly over this time (ms since the epoch). */
    void write(int partition, long from, long to, int count, long seed) {
        SettableClock clock = new SettableClock(from);
        LoginGenerator logins = new LoginGenerator(seed, MIX, clock);
        Map<String, Object> properties = kafka.producerProperties();
        properties.put("linger.ms", 20);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                clock.set(from + (to - from) * i / count);
                LoginRecord login = logins.next();
                producer.send(
                        new ProducerRecord<>(topic, partition, clock.millis(), login.key(), form.write(login.value())));
            }
        }
    }

    /** Writes so many logins of now to each of these partitions. */
    void write(Map<Integer, Long> counts, Random random) {
        long now = System.currentTimeMillis();
        counts.forEach((partition, count) -> write(partition, now, now + 1, Math.toIntExact(count), random.nextLong()));
    }

    /** Writes the hour before {@code now} (ms): one partition has all of it, the other only the last ten minutes. */
    void writeUnevenHour(long now, long seed) {
        write(0, now - 60 * MINUTE, now, 30_000, seed);
        write(1, now - 10 * MINUTE, now, 3_000, seed + 1);
    }
}
