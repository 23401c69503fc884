package io.rollcall.bench.faults;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Half an hour of logins, each with a locale and a user of its own: the state must not grow without end. */
final class StateGrowth implements Fault {
    private static final int MINUTES = 30;
    private static final int STEP = 2;
    private static final int LOGINS_A_STEP = 2_000;
    /** By then as much is dropped as comes. */
    private static final int LEVEL_AFTER = 10;

    @Override
    public String name() {
        return "state-growth";
    }

    @Override
    public String description() {
        return "30 minutes of event time, locales and users all different: state rows level off";
    }

    @Override
    public boolean startsAfresh() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        new PartitionHeldBack().prepare(pipeline);
    }

    @Override
    public Injection inject(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        long begin = System.currentTimeMillis() - MINUTES * Backlog.MINUTE;
        List<Long> rows = new ArrayList<>();
        try (JobReports reports =
                        new JobReports(pipeline.kafka(), pipeline.topics().progress(), false);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        pipeline.kafka().producerProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int minute = 0; minute < MINUTES; minute += STEP) {
                long from = begin + minute * Backlog.MINUTE;
                send(pipeline, producer, from, from + STEP * Backlog.MINUTE, stage.random());
                rows.add(rowsOnceCounted(pipeline, reports));
            }
        }
        long healed = System.currentTimeMillis();
        long atLevel = rows.get(LEVEL_AFTER / STEP);
        long last = rows.get(rows.size() - 1);
        if (last > atLevel * 1.2) {
            throw new RoundFailure("state rows keep growing, every " + STEP + " minutes: " + rows);
        }
        return new Injection(healed, true, "state rows every " + STEP + " minutes: " + rows);
    }

    private static void send(
            Pipeline pipeline, KafkaProducer<byte[], byte[]> producer, long from, long to, Random random) {
        for (int i = 0; i < LOGINS_A_STEP; i++) {
            long time = from + (to - from) * i / LOGINS_A_STEP;
            byte[] login = HostileValues.strangerAt(time, random);
            producer.send(new ProducerRecord<>(pipeline.topics().raw(), i % 2, time, null, login));
        }
        producer.flush();
    }

    /** State rows, by the first report on all that was sent. */
    private static long rowsOnceCounted(Pipeline pipeline, JobReports reports) {
        new Settling(pipeline, Duration.ofMinutes(2)).awaitRouted();
        int before = reports.of(JobName.STATS).size();
        Progress[] last = new Progress[1];
        Waiting.until("user_login_stats to report no lag", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            List<Progress> said = reports.of(JobName.STATS);
            last[0] = said.isEmpty() ? null : said.get(said.size() - 1);
            return said.size() > before + 1 && last[0].input().lag() == 0;
        });
        return last[0].state().rows();
    }
}
