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

/** Half an hour of logins, each with its own locale and user. The state must not grow without limit. */
final class StateGrowth implements Fault {
    private static final int MINUTES = 30;
    private static final int STEP_MINUTES = 2;
    private static final int LOGINS_PER_STEP = 2_000;
    /** From this minute on the job drops as much state as it adds. */
    private static final int LEVEL_AFTER_MINUTES = 10;

    @Override
    public String name() {
        return "state-growth";
    }

    @Override
    public String description() {
        return "30 minutes of event time, locales and users all different: state rows level off";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        new PartitionHeldBack().prepare(pipeline);
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        long begin = System.currentTimeMillis() - MINUTES * BacklogWriter.MINUTE;
        List<Long> rows = new ArrayList<>();
        try (JobReportReader reports = JobReportReader.ofNew(pipeline);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        pipeline.kafka().producerProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int minute = 0; minute < MINUTES; minute += STEP_MINUTES) {
                long from = begin + minute * BacklogWriter.MINUTE;
                send(pipeline, producer, from, from + STEP_MINUTES * BacklogWriter.MINUTE, context.random());
                rows.add(rowsOnceCounted(pipeline, reports));
            }
        }
        long healed = System.currentTimeMillis();
        long atLevel = rows.get(LEVEL_AFTER_MINUTES / STEP_MINUTES);
        long last = rows.get(rows.size() - 1);
        if (last > atLevel * 1.2) {
            throw new RoundFailure("state rows keep growing, every " + STEP_MINUTES + " minutes: " + rows);
        }
        return new Injection(healed, true, "state rows every " + STEP_MINUTES + " minutes: " + rows);
    }

    private static void send(
            Pipeline pipeline, KafkaProducer<byte[], byte[]> producer, long from, long to, Random random) {
        for (int i = 0; i < LOGINS_PER_STEP; i++) {
            long time = from + (to - from) * i / LOGINS_PER_STEP;
            byte[] login = pipeline.form().write(HostileValues.strangerAt(time, random));
            producer.send(new ProducerRecord<>(pipeline.topics().raw(), i % 2, time, null, login));
        }
        producer.flush();
    }

    /** The number of state rows, from the first report that covers everything sent. */
    private static long rowsOnceCounted(Pipeline pipeline, JobReportReader reports) {
        new Verification(pipeline, Duration.ofMinutes(2)).awaitRouted();
        int before = reports.of(JobName.STATS).size();
        Progress[] last = new Progress[1];
        Waiting.until("user_login_stats to report no lag", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            List<Progress> output = reports.of(JobName.STATS);
            last[0] = output.isEmpty() ? null : output.get(output.size() - 1);
            return output.size() > before + 1 && last[0].input().lag() == 0;
        });
        return last[0].state().rows();
    }
}
