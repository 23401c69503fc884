package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Logins in transactions: committed, aborted, and one that stays open while others go on. The last record of each
 * partition is a marker, and then nothing more comes.
 */
final class TransactionalProducer implements Fault {
    private static final int TRANSACTIONS = 60;
    private static final int LOGINS_PER_TRANSACTION = 25;
    private static final Duration OPEN = Duration.ofSeconds(20);
    private static final Duration QUICK_OPEN = Duration.ofSeconds(5);
    /** Health waits this long before it calls a job stale; a window is final after its length and the lateness. */
    private static final Duration IDLE = Duration.ofSeconds(100);

    private final boolean readCommitted;

    /** @param readCommitted whether the user's client file sets {@code isolation.level} */
    TransactionalProducer(boolean readCommitted) {
        this.readCommitted = readCommitted;
    }

    @Override
    public String name() {
        return readCommitted ? "transactional-read-committed" : "transactional-producer";
    }

    @Override
    public String description() {
        return "logins in transactions, some aborted, one open for long, markers last, then 100 s of silence"
                + (readCommitted ? "; isolation.level=read_committed in the client file" : "");
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
    public void prepare(Pipeline pipeline) throws Exception {
        if (readCommitted) {
            pipeline.clientProperties("isolation.level=read_committed");
        }
        Fault.super.prepare(pipeline);
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.stopLoad();
        long aborted = send(context);
        long healed = System.currentTimeMillis();
        Waiting.pause(IDLE.toMillis());
        checkIdle(context);
        return new Injection(healed, aborted > 0, aborted + " logins aborted");
    }

    /** Returns the number of aborted logins. */
    private static long send(RoundContext context) {
        LoginGenerator logins =
                new LoginGenerator(context.random().nextLong(), new LoginMix(0.05, 0.1, 0.05, 0.05), Clock.systemUTC());
        long aborted = 0;
        try (KafkaProducer<byte[], byte[]> open = producer(context, "open");
                KafkaProducer<byte[], byte[]> brief = producer(context, "brief")) {
            open.beginTransaction();
            write(context, open, logins);
            open.flush();
            long openUntil =
                    System.nanoTime() + context.lasting(OPEN, QUICK_OPEN).toNanos();
            for (int i = 0; i < TRANSACTIONS || System.nanoTime() < openUntil; i++) {
                brief.beginTransaction();
                write(context, brief, logins);
                // Without this an aborted batch may never be sent.
                brief.flush();
                if (context.random().nextInt(3) == 0) {
                    brief.abortTransaction();
                    aborted += LOGINS_PER_TRANSACTION;
                } else {
                    brief.commitTransaction();
                }
                Waiting.pause(context.random().nextInt(100));
            }
            if (context.round() % 2 == 0) {
                open.commitTransaction();
            } else {
                open.abortTransaction();
                aborted += LOGINS_PER_TRANSACTION;
            }
            // Both partitions end with the marker of an aborted login, and not only with that of a counted one.
            brief.beginTransaction();
            write(context, brief, logins);
            brief.flush();
            brief.abortTransaction();
            return aborted + LOGINS_PER_TRANSACTION;
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(RoundContext context, String id) {
        Map<String, Object> properties = context.pipeline().kafka().producerProperties();
        properties.put("transactional.id", "logins-" + id);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void write(RoundContext context, KafkaProducer<byte[], byte[]> producer, LoginGenerator logins) {
        for (int i = 0; i < LOGINS_PER_TRANSACTION; i++) {
            LoginRecord login = logins.next();
            byte[] value = context.pipeline().form().write(login.value());
            producer.send(new ProducerRecord<>(
                    context.pipeline().topics().raw(), i % TopicControl.PARTITIONS, login.key(), value));
        }
    }

    /** After a silence there is nothing left to do, everything is final, and nothing is wrong. */
    private static void checkIdle(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        JsonNode window = pipeline.dashboard().snapshot().path("window");
        if (!window.path("final").asBoolean()) {
            context.addProblem("the newest window is not final after " + IDLE.toSeconds() + " s: " + window);
        }
        if (!pipeline.dashboard().isUp()) {
            context.addProblem("/health after " + IDLE.toSeconds() + " s of silence is "
                    + pipeline.dashboard().health());
        }
        try (JobReportReader reports = JobReportReader.ofAll(pipeline)) {
            for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
                Progress.Input input = reports.last(job).input();
                if (input.lag() != 0 || input.completeThroughMillis() == null) {
                    context.addProblem(
                            job + " has lag " + input.lag() + ", complete through " + input.completeThroughMillis());
                }
            }
        }
        StatusRun.requireAllIsWell(context);
    }
}
