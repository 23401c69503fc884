package io.rollcall.producer;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends records to the raw topic at a steady rate, each exactly once and in order within its partition. Nothing is lost
 * if the broker is unavailable for up to 15 minutes: records wait, and the producer catches up afterwards. Each
 * instance runs once.
 */
public final class LoginProducer {
    /** The rate of a producer that sends as fast as it can. */
    public static final double UNLIMITED_RATE = Pace.UNLIMITED;
    /** The count of a producer that sends until its source ends or it is stopped. */
    public static final long UNLIMITED_COUNT = Long.MAX_VALUE;

    /** How long the broker may be silent before the producer gives up. */
    static final Duration BROKER_TIMEOUT = Duration.ofMinutes(15);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    /** After this time the clock is read again: it may have been set. */
    private static final long MAX_WAIT_MILLIS = 500;

    private final KafkaSettings kafka;
    private final String topic;
    private final Verdicts verdicts;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile Exception failure;
    private volatile long lastAnswerNanos;
    private volatile boolean stopping;
    private volatile Thread runner;
    private volatile KafkaProducer<byte[], byte[]> client;

    /** A producer to this topic. */
    public LoginProducer(KafkaSettings kafka, String topic) {
        this(kafka, topic, Verdicts.NONE);
    }

    /** A producer to this topic that also notes what will become of the records. */
    public LoginProducer(KafkaSettings kafka, String topic, Verdicts verdicts) {
        this.kafka = kafka;
        this.topic = topic;
        this.verdicts = verdicts;
    }

    /**
     * Sends until the source ends, the count is reached, or {@link #stop} is called; then waits for the broker's
     * answers.
     *
     * @param source the records to send
     * @param ratePerSecond records per second, above 0, or {@link #UNLIMITED_RATE}
     * @param count the maximum number of records to send, or {@link #UNLIMITED_COUNT}
     * @param listener receives the progress about once per second, and once at the end
     * @return the number of records that the broker acknowledged
     * @throws UserError if Kafka cannot be reached, refuses a record or lacks the topic, or the source cannot be read
     */
    public long run(LoginSource source, double ratePerSecond, long count, ProgressListener listener) {
        runner = Thread.currentThread();
        RawTopic.check(kafka, topic);
        client = ProducerClient.create(kafka);
        ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor(LoginProducer::daemon);
        lastAnswerNanos = System.nanoTime();
        reporter.scheduleAtFixedRate(() -> report(listener), 1, 1, TimeUnit.SECONDS);
        try {
            sendAll(source, ratePerSecond, count);
        } finally {
            if (stopping) {
                client.close(STOP_TIMEOUT);
            } else {
                client.close();
            }
            reporter.shutdown();
        }
        listener.onProgress(progress());
        if (failure != null && !stopping) {
            throw new UserError(
                    "Kafka at " + kafka.bootstrapServer() + " did not take a record (" + oneLine(failure) + "); "
                            + acknowledged + " of " + sent + " records arrived",
                    failure);
        }
        return acknowledged.get();
    }

    /**
     * Ends {@link #run} soon; any thread may call it. Nothing more is sent, the broker has two seconds to confirm what
     * was sent, and records that it does not confirm are abandoned. Does nothing if the run has ended.
     */
    public void stop() {
        stopping = true;
        LockSupport.unpark(runner);
        KafkaProducer<byte[], byte[]> open = client;
        if (open != null) {
            // This also wakes a send that waits for buffer space or for the broker.
            open.close(STOP_TIMEOUT);
        }
    }

    private void sendAll(LoginSource source, double ratePerSecond, long count) {
        Pace pace = new Pace(ratePerSecond);
        try {
            while (sent.get() < count && shouldContinue()) {
                if (!pace.isDue(sent.get())) {
                    continue;
                }
                LoginRecord login = source.next();
                if (login == null || !waitUntilDue(source)) {
                    return;
                }
                client.send(
                        new ProducerRecord<>(topic, login.key(), login.value()),
                        (metadata, problem) -> answered(login.value(), metadata, problem));
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UserError("cannot read the logins to send: " + oneLine(e), e);
        } catch (KafkaException | IllegalStateException e) {
            if (!stopping) {
                failure = e;
            }
        }
    }

    /** Returns false if the producer stops before the record is due. */
    private boolean waitUntilDue(LoginSource source) {
        while (shouldContinue()) {
            long wait = source.waitMillis();
            if (wait <= 0) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(wait, MAX_WAIT_MILLIS)));
        }
        return false;
    }

    private boolean shouldContinue() {
        return !stopping && failure == null;
    }

    private void report(ProgressListener listener) {
        listener.onProgress(progress());
        if (sent.get() == acknowledged.get() + failed.get()) {
            lastAnswerNanos = System.nanoTime();
        } else if (System.nanoTime() - lastAnswerNanos > BROKER_TIMEOUT.toNanos()) {
            failure = new TimeoutException("no answer for " + BROKER_TIMEOUT.toMinutes() + " minutes");
            client.close(Duration.ZERO);
        }
    }

    private void answered(byte[] value, RecordMetadata metadata, Exception problem) {
        lastAnswerNanos = System.nanoTime();
        if (problem == null) {
            acknowledged.incrementAndGet();
            verdicts.judge(topic, metadata.partition(), metadata.offset(), metadata.timestamp(), value);
        } else {
            failed.incrementAndGet();
            if (failure == null) {
                failure = problem;
            }
        }
    }

    private ProgressListener.Sent progress() {
        return new ProgressListener.Sent(sent.get(), acknowledged.get(), failed.get());
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "rollcall-produce-progress");
        thread.setDaemon(true);
        return thread;
    }
}
