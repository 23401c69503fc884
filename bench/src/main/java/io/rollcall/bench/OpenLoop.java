package io.rollcall.bench;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome.Clean;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.settings.Topics;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import io.rollcall.testkit.SettableClock;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends logins on an absolute schedule, regardless of how fast they are processed. The event time of a login is the
 * moment at which it is due. A latency measured from there includes the time for which the login had to wait to be
 * sent.
 */
final class OpenLoop {
    private static final Topics TOPICS = Topics.DEFAULT;

    private final String bootstrapServer;
    private final double rate;
    private final long begin;
    private final SentLogins logins;
    private final SourceForm form;

    /**
     * Sends {@code rate} logins per second from {@code begin} (ms since the epoch) on, in this form. Each login is added
     * to {@code logins} before it is sent.
     */
    OpenLoop(String bootstrapServer, double rate, long begin, SentLogins logins, SourceForm form) {
        this.form = form;
        this.bootstrapServer = bootstrapServer;
        this.rate = rate;
        this.begin = begin;
        this.logins = logins;
    }

    /**
     * Sends until {@code end}. Both times (ms since the epoch) may change during the run: they are read before each
     * login.
     *
     * @return the longest time (ms) that a login was sent after it was due, over the logins due at {@code measureFrom}
     *     or later
     */
    long run(LongSupplier measureFrom, LongSupplier end) {
        SettableClock clock = new SettableClock(begin);
        LoginGenerator generator = new LoginGenerator(
                1, LoginMix.PLAIN, clock, Environment.settings().locales());
        long latest = 0;
        Map<String, Object> config = new KafkaSettings(bootstrapServer, null).producerProperties();
        config.put("linger.ms", 5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; ; i++) {
                long due = begin + (long) (i * 1000 / rate);
                if (due >= end.getAsLong()) {
                    return latest;
                }
                await(due);
                clock.set(due);
                LoginRecord login = generator.next();
                logins.add(cleaned(login, due));
                producer.send(new ProducerRecord<>(TOPICS.raw(), login.key(), form.write(login.value())));
                if (due >= measureFrom.getAsLong()) {
                    latest = Math.max(latest, System.currentTimeMillis() - due);
                }
            }
        }
    }

    private static CleanLogin cleaned(LoginRecord login, long now) {
        RawRecord raw = new RawRecord(TOPICS.raw(), new EventId(0, 0), now, login.value());
        if (LoginCleaner.DEFAULT.clean(raw) instanceof Clean outcome) {
            return outcome.login();
        }
        throw new IllegalStateException("the generator yields a login that is not clean");
    }

    private static void await(long due) {
        long wait = due - System.currentTimeMillis();
        while (wait > 0) {
            LockSupport.parkNanos(wait * 1_000_000);
            wait = due - System.currentTimeMillis();
        }
    }
}
