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
 * Sends records to the raw topic, each exactly once and in order within its partition, at a steady rate. A broker that is
 * away for up to 15 minutes costs nothing: records wait, then the rate is caught up. Runs once.
 */
public final class LoginProducer {
    /** Rate of a producer that sends as fast as it can. */
    public static final double UNLIMITED_RATE = Pace.UNLIMITED;
    /** Count of a producer that sends until its source ends or it is stopped. */
    public static final long UNLIMITED_COUNT = Long.MAX_VALUE;

    /** How long the broker may be silent before it is given up. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Duration GRACE_ON_STOP = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private final String topic;
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
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Sends until the source ends, the count is reached or it is stopped, then waits for the broker's answers.
     *
     * @param source what to send
     * @param ratePerSecond records a second, above 0, or {@link #UNLIMITED_RATE}
     * @param count records to send at most, or {@link #UNLIMITED_COUNT}
     * @param listener hears about once a second how far it is, and once at the end
     * @return how many records the broker acknowledged
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
                client.close(GRACE_ON_STOP);
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
     * Ends {@link #run} soon, from any thread: sends nothing new, gives the broker two seconds to confirm what was sent,
     * and gives up the rest. Does nothing when it has ended.
     */
    public void stop() {
        stopping = true;
        LockSupport.unpark(runner);
        KafkaProducer<byte[], byte[]> open = client;
        if (open != null) {
            // Also wakes a send that waits for room or for the broker.
            open.close(GRACE_ON_STOP);
        }
    }

    private void sendAll(LoginSource source, double ratePerSecond, long count) {
        Pace pace = new Pace(ratePerSecond);
        try {
            while (sent.get() < count && goesOn()) {
                if (!pace.isDue(sent.get())) {
                    continue;
                }
                LoginRecord login = source.next();
                if (login == null) {
                    return;
                }
                client.send(new ProducerRecord<>(topic, login.key(), login.value()), this::answered);
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

    private boolean goesOn() {
        return !stopping && failure == null;
    }

    private void report(ProgressListener listener) {
        listener.onProgress(progress());
        if (sent.get() == acknowledged.get() + failed.get()) {
            lastAnswerNanos = System.nanoTime();
        } else if (System.nanoTime() - lastAnswerNanos > PATIENCE.toNanos()) {
            failure = new TimeoutException("no answer for " + PATIENCE.toMinutes() + " minutes");
            client.close(Duration.ZERO);
        }
    }

    private void answered(RecordMetadata metadata, Exception problem) {
        lastAnswerNanos = System.nanoTime();
        if (problem == null) {
            acknowledged.incrementAndGet();
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
