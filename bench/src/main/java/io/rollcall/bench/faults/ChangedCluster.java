package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jobs are started on another Kafka cluster with the same data directory, and then on the first one again. */
final class ChangedCluster implements Fault {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int MORE = 1_000;

    @Override
    public String name() {
        return "changed-cluster";
    }

    @Override
    public String description() {
        return "clean, stats and `up` started on another cluster with the same data directory: refused; then on the first one again";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.stopLoad();
        new Verification(pipeline, timeout()).requireExact();
        pipeline.stop(Pipeline.CLEAN);
        pipeline.stop(Pipeline.STATS);

        int port = Pipeline.freePort();
        String other = "127.0.0.1:" + port;
        ProductProcess broker = pipeline.java(
                "other-broker",
                BrokerMain.class,
                BrokerMain.arguments(pipeline.folder().resolve("other-kafka"), port, port));
        pipeline.awaitReady(broker);
        fill(context, other);
        for (String part : List.of(Pipeline.CLEAN, Pipeline.STATS, Pipeline.UP)) {
            ProductProcess process = pipeline.rollcall("other-" + part, command(part, other));
            if (Refusal.await(context, process, START, "cluster").isEmpty()) {
                process.kill();
            }
        }
        broker.kill();

        long healed = System.currentTimeMillis();
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        context.startLoad();
        return new Injection(healed, true, "back on the first cluster");
    }

    private static List<String> command(String part, String bootstrapServer) {
        List<String> command = new ArrayList<>(List.of(part, "--bootstrap-server=" + bootstrapServer));
        if (part.equals(Pipeline.UP)) {
            command.addAll(List.of(
                    "--no-producer",
                    "--dashboard-port=" + Pipeline.freePort(),
                    "--spark-ui-port=" + Pipeline.freePort()));
        }
        return command;
    }

    /** Gives the other cluster a raw topic that reaches beyond that of the first. */
    private static void fill(RoundContext context, String other) throws Exception {
        Pipeline pipeline = context.pipeline();
        KafkaSettings kafka = KafkaSettings.of(Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, other));
        String topic = pipeline.topics().raw();
        new TopicControl(kafka, topic).create(Map.of("message.timestamp.type", "LogAppendTime"));
        Map<Integer, Long> more = new TopicControl(pipeline.kafka(), topic).ends();
        more.replaceAll((partition, end) -> end + MORE);
        new BacklogWriter(kafka, topic, pipeline.form()).write(more, context.random());
    }
}
