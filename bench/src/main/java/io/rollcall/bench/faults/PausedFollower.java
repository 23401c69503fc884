package io.rollcall.bench.faults;

import io.rollcall.kafka.TopicAdmin;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Three brokers, one of which is a follower of the raw topic and is paused. Logins that only the leader has to confirm
 * are on the topic, and no consumer sees them until the follower goes on.
 */
final class PausedFollower implements Fault {
    private static final int NODES = 3;
    private static final int FOLLOWER = 3;
    private static final int LOGINS_PER_STEP = 10;
    private static final long STEP_MILLIS = 200;
    /** Half of the logins are up to 50 s late, so those of the pause belong to windows from before it too. */
    private static final LoginMix MIX = new LoginMix(0.05, 0.5, 0.05, 0.05);

    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(100);
    private static final Duration QUICK_PAUSE = Duration.ofSeconds(60);

    private final List<ProductProcess> nodes = new ArrayList<>();

    @Override
    public String name() {
        return "paused-follower";
    }

    @Override
    public String description() {
        return "three brokers, a follower of the raw topic paused for 100 s under acks=1: no final window changes";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        nodes.clear();
        int controllerPort = Pipeline.freePort();
        for (int node = 1; node <= NODES; node++) {
            if (node == FOLLOWER) {
                createTransactionState(pipeline);
            }
            ProductProcess broker = pipeline.java(
                    "broker-" + node,
                    ClusterNodeMain.class,
                    ClusterNodeMain.arguments(
                            pipeline.folder().resolve("kafka-" + node),
                            node,
                            node == 1 ? pipeline.kafkaPort() : Pipeline.freePort(),
                            controllerPort));
            pipeline.awaitReady(broker);
            nodes.add(broker);
        }
        createTopics(pipeline);
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        pipeline.start(Pipeline.DASHBOARD);
    }

    /** While the follower does not exist yet: a transaction must not wait for it. */
    private static void createTransactionState(Pipeline pipeline) {
        Map<String, Object> properties = pipeline.kafka().producerProperties();
        properties.put("transactional.id", "harness");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    /** The raw topic has all nodes as replicas, led by the second; the other topics do without the follower. */
    private static void createTopics(Pipeline pipeline) throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        Map<String, String> byBroker = Map.of("message.timestamp.type", "LogAppendTime");
        topics.add(new NewTopic(pipeline.topics().raw(), Map.of(0, List.of(2, 1, 3), 1, List.of(2, 3, 1)))
                .configs(byBroker));
        for (String name : List.of(
                pipeline.topics().clean(),
                pipeline.topics().late(),
                pipeline.topics().rejected(),
                pipeline.topics().stats())) {
            topics.add(new NewTopic(name, Map.of(0, List.of(1, 2), 1, List.of(2, 1))).configs(byBroker));
        }
        topics.add(new NewTopic(pipeline.topics().progress(), Map.of(0, List.of(1, 2))).configs(byBroker));
        try (Admin admin = Admin.create(pipeline.kafka().properties());
                TopicAdmin others = new TopicAdmin(pipeline.kafka())) {
            admin.createTopics(topics).all().get();
            others.createMissing(pipeline.settings());
        }
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        Waiting.until("health to be up", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isUp();
        });
        LoginGenerator logins = new LoginGenerator(context.random().nextLong(), MIX, Clock.systemUTC());
        send(pipeline, logins, BEFORE);
        FinalWindows windows = FinalWindows.watch(pipeline);
        ProductProcess follower = nodes.get(FOLLOWER - 1);
        follower.pause();
        long sent;
        try {
            sent = send(pipeline, logins, context.lasting(PAUSE, QUICK_PAUSE));
            context.note("while paused, health: "
                    + pipeline.dashboard().health().path("status").asText());
        } finally {
            follower.resume();
        }
        new Verification(pipeline, timeout()).result();
        int finals = windows.stop(context);
        // These brokers wait for a lagging replica for 10 min, so nothing is known to be complete for as long.
        return Injection.untimed(sent > 0, sent + " logins were hidden; " + finals + " windows were final");
    }

    /** Sends logins that only the leader confirms, for this long; returns how many. */
    private static long send(Pipeline pipeline, LoginGenerator logins, Duration duration) {
        Map<String, Object> properties = pipeline.kafka().producerProperties();
        properties.put("acks", "1");
        properties.put("enable.idempotence", "false");
        long sent = 0;
        long end = System.nanoTime() + duration.toNanos();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (System.nanoTime() < end) {
                for (int i = 0; i < LOGINS_PER_STEP; i++) {
                    LoginRecord login = logins.next();
                    producer.send(new ProducerRecord<>(
                            pipeline.topics().raw(),
                            login.key(),
                            pipeline.form().write(login.value())));
                    sent++;
                }
                Waiting.pause(STEP_MILLIS);
            }
        }
        return sent;
    }
}
