package io.rollcall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RejectReason;
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

/** Feeds the topics that the dashboard reads, as the jobs would: their stand-in while they are off. */
final class StatsFeed implements AutoCloseable {
    private static final long PREFILL_STEP_MILLIS = 10_000;
    private static final long REPORT_MILLIS = 1_000;
    private static final long IRREGULAR_MILLIS = 1_700;

    private final Topics topics = Topics.DEFAULT;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(1);
    private final double rate;
    private SyntheticWindows windows;
    private long reported;
    private long irregularAt;
    private long irregulars;

    /** A feed of a Kafka at HOST:PORT, of so many logins a second. */
    StatsFeed(String bootstrapServer, double rate) {
        this.rate = rate;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServer, "linger.ms", 2, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes the final rows of the time (ms) until now, and goes on from there. */
    void prefill(long fromMillis, long nowMillis) {
        windows = new SyntheticWindows(1, rate, fromMillis);
        irregularAt = fromMillis;
        for (long time = fromMillis; time < nowMillis; time += PREFILL_STEP_MILLIS) {
            send(windows.until(Math.min(time + PREFILL_STEP_MILLIS, nowMillis)));
            sendIrregulars(Math.min(time + PREFILL_STEP_MILLIS, nowMillis));
        }
        report(nowMillis, 0);
    }

    /** Publishes what changed until now (ms). */
    void tick(long nowMillis) {
        send(windows.until(nowMillis));
        sendIrregulars(nowMillis);
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

    /** Says that both jobs are well; catching up where there is much before them. */
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

    private void sendIrregulars(long untilMillis) {
        for (; irregularAt < untilMillis; irregularAt += 1 + random.nextLong(2 * IRREGULAR_MILLIS)) {
            EventId id = new EventId((int) (irregulars % 2), irregulars++);
            if (random.nextInt(3) == 0) {
                CleanLogin late = new CleanLogin(id, "user", null, null, null, "UT", null, irregularAt - 90_000);
                producer.send(new ProducerRecord<>(
                        topics.late(), null, irregularAt, new byte[] {'k'}, LoginJson.write(late)));
            } else {
                producer.send(new ProducerRecord<>(
                        topics.rejected(), null, irregularAt, new byte[] {'k'}, Json.bytes(rejected(id))));
            }
        }
    }

    private ObjectNode rejected(EventId id) {
        RejectReason[] reasons = RejectReason.values();
        RejectReason reason = reasons[random.nextInt(reasons.length)];
        return Json.object()
                .put("reason", reason.wireName())
                .put("detail", "Made up by the bench: " + reason.wireName().replace('_', ' ') + ".")
                .put("topic", topics.raw())
                .put("partition", id.partition())
                .put("offset", id.offset())
                .put("rejected_at", IsoTime.format(irregularAt))
                .put("value", "{\"user_id\":\"u" + random.nextInt(1000) + "\"}");
    }

    @Override
    public void close() {
        producer.close();
    }
}
