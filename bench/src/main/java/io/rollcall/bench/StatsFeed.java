package io.rollcall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.place.Country;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to the topics that the dashboard reads, in place of the jobs: statistics, rejected and late logins, progress.
 */
final class StatsFeed implements AutoCloseable {
    private static final long PREFILL_STEP_MILLIS = 10_000;
    private static final long REPORT_MILLIS = 1_000;
    private static final long MEAN_REJECTED_OR_LATE_MILLIS = 1_700;

    private final Topics topics = Topics.DEFAULT;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(1);
    private final double rate;
    private final List<Country> countries;
    private SyntheticWindows windows;
    private long reported;
    private long nextRejectedOrLate;
    private long rejectedAndLate;

    /** A feed of this many logins per second of the United States for the Kafka at HOST:PORT. */
    StatsFeed(String bootstrapServer, double rate) {
        this(bootstrapServer, rate, List.of());
    }

    /** A feed of the United States and these countries. */
    StatsFeed(String bootstrapServer, double rate, List<Country> countries) {
        this.rate = rate;
        this.countries = countries;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServer, "linger.ms", 2, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes the rows for the time (ms) until now. The feed continues from there. */
    void prefill(long fromMillis, long nowMillis) {
        windows = new SyntheticWindows(1, rate, fromMillis, countries);
        nextRejectedOrLate = fromMillis;
        for (long time = fromMillis; time < nowMillis; time += PREFILL_STEP_MILLIS) {
            send(windows.until(Math.min(time + PREFILL_STEP_MILLIS, nowMillis)));
            sendRejectedAndLate(Math.min(time + PREFILL_STEP_MILLIS, nowMillis));
        }
        report(nowMillis, 0);
    }

    /** Publishes the changes until now (ms). */
    void tick(long nowMillis) {
        send(windows.until(nowMillis));
        sendRejectedAndLate(nowMillis);
        if (nowMillis - reported >= REPORT_MILLIS) {
            report(nowMillis, 0);
        }
    }

    private void send(List<SyntheticWindows.Row> rows) {
        rows.forEach(row -> {
            List<Header> headers = List.of(
                    new RecordHeader(WindowStats.USERS_HEADER, row.users()),
                    new RecordHeader(WindowStats.DEVICES_HEADER, row.devices()));
            byte[] key = row.stats().key().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topics.stats(), null, key, StatsJson.write(row.stats()), headers));
        });
    }

    /** Publishes progress reports of both jobs. With a backlog (records), the clean job is catching up. */
    void report(long now, long backlog) {
        reported = now;
        report(Progress.of(JobName.CLEAN, now)
                .with(new Progress.Batch(now / 5_000, (long) (5 * rate), rate, 5_000))
                .with(new Progress.Input(now - 5, 4 + backlog, backlog > 0, Map.of())));
        report(Progress.of(JobName.STATS, now)
                .with(new Progress.Batch(now / 250, (long) (rate / 4), rate, 180))
                .with(new Progress.Input(now - 200, 31, false, Map.of()))
                .with(new Progress.State(null, 900, 1 << 20)));
    }

    void report(Progress progress) {
        producer.send(new ProducerRecord<>(
                topics.progress(), progress.job().getBytes(StandardCharsets.UTF_8), ProgressJson.write(progress)));
    }

    private void sendRejectedAndLate(long untilMillis) {
        for (;
                nextRejectedOrLate < untilMillis;
                nextRejectedOrLate += 1 + random.nextLong(2 * MEAN_REJECTED_OR_LATE_MILLIS)) {
            EventId id = new EventId((int) (rejectedAndLate % 2), rejectedAndLate++);
            if (random.nextInt(3) == 0) {
                CleanLogin late = new CleanLogin(id, "user", null, null, null, "UT", null, nextRejectedOrLate - 90_000);
                producer.send(new ProducerRecord<>(
                        topics.late(), null, nextRejectedOrLate, new byte[] {'k'}, LoginJson.write(late)));
            } else {
                producer.send(new ProducerRecord<>(
                        topics.rejected(), null, nextRejectedOrLate, new byte[] {'k'}, Json.bytes(rejected(id))));
            }
        }
    }

    private ObjectNode rejected(EventId id) {
        RejectReason[] reasons = RejectReason.values();
        RejectReason reason = reasons[random.nextInt(reasons.length)];
        return Json.object()
                .put("reason", reason.wireName())
                .put("detail", "Invented by the bench: " + reason.wireName().replace('_', ' ') + ".")
                .put("topic", topics.raw())
                .put("partition", id.partition())
                .put("offset", id.offset())
                .put("rejected_at", IsoTime.format(nextRejectedOrLate))
                .put("value", "{\"user_id\":\"u" + random.nextInt(1000) + "\"}");
    }

    @Override
    public void close() {
        producer.close();
    }
}
