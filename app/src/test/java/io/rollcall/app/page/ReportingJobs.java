package io.rollcall.app.page;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Both jobs, which repeat their last report as often as real ones do: a page without news says so. */
final class ReportingJobs implements AutoCloseable {
    private final Settings settings;
    private final Map<String, long[]> last = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    ReportingJobs(Settings settings) {
        this.settings = settings;
        timer.scheduleWithFixedDelay(this::repeat, 3, 3, TimeUnit.SECONDS);
    }

    synchronized void report(String job, long lag, long dropped) {
        last.put(job, new long[] {lag, dropped});
        send(settings, settings.topics().progress(), progress(job, lag, dropped));
    }

    private synchronized void repeat() {
        last.forEach(
                (job, numbers) -> send(settings, settings.topics().progress(), progress(job, numbers[0], numbers[1])));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static byte[] progress(String job, long lag, long dropped) {
        long now = System.currentTimeMillis();
        return ProgressJson.write(Progress.of(job, now)
                .with(new Progress.Batch(1, 0, 100, 50))
                .with(new Progress.Input(now, lag, lag > 0, Map.of()))
                .with(new Progress.Losses(dropped, 0)));
    }

    /** Sends one record as a job would. */
    static void send(Settings settings, String topic, byte[] value, Header... headers) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaSettings.of(settings).producerProperties(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] key = "k".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, null, key, value, List.of(headers)));
        }
    }
}
