package io.rollcall.app.page;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.place.Region;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The rows that the stats job would write under a load that never varies: the regions log in one after the other, each
 * as often in every slide. Not thread-safe.
 */
final class SteadyRows implements AutoCloseable {
    private final Settings settings;
    private final Windowing windowing;
    private final KafkaProducer<byte[], byte[]> producer;
    /** Event time of the first login, ms; the start of a slide. */
    private final long begin;

    SteadyRows(Settings settings, long nowMillis) {
        this.settings = settings;
        windowing = settings.windowing();
        begin = windowing.paneOf(nowMillis) - 10 * windowing.lengthMillis();
        producer = new KafkaProducer<>(
                KafkaSettings.of(settings).producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Logins of a region per slide: from 2 to 40, so that the map has all of its colours. */
    static int perSlide(Region region) {
        return 2 + region.ordinal() * 7 % 39;
    }

    /** Writes the rows of all windows from the first login until now (ms). */
    void history(long nowMillis) {
        for (long time = begin; time < nowMillis; time += windowing.slideMillis()) {
            until(Math.min(time + windowing.slideMillis() - 1, nowMillis));
        }
    }

    /** Writes the rows of the windows that contain this time (ms), with the logins until then. */
    void until(long nowMillis) {
        for (Window window : windowing.windowsOf(windowing.paneOf(nowMillis))) {
            for (Region region : Region.values()) {
                row(window, region.name(), loginsUntil(region, nowMillis) - loginsUntil(region, window.startMillis()));
            }
        }
        producer.flush();
    }

    private long loginsUntil(Region region, long time) {
        long elapsed = Math.max(0, time - begin);
        return elapsed / windowing.slideMillis() * perSlide(region)
                + elapsed % windowing.slideMillis() * perSlide(region) / windowing.slideMillis();
    }

    /** Writes one login more, in each window that contains this time (ms). Users are as many as logins. */
    void extra(Region region, long nowMillis) {
        for (Window window : windowing.windowsOf(windowing.paneOf(nowMillis))) {
            row(window, region.name(), 1 + loginsUntil(region, nowMillis) - loginsUntil(region, window.startMillis()));
        }
        producer.flush();
    }

    private void row(Window window, String locale, long logins) {
        if (logins == 0) {
            return;
        }
        HllSketch ids = DistinctSketch.empty();
        for (int id = 0; id < logins; id++) {
            ids.update(locale + id);
        }
        byte[] sketch = ids.toCompactByteArray();
        WindowStats row = new WindowStats(window, locale, logins, logins, logins);
        producer.send(new ProducerRecord<>(
                settings.topics().stats(),
                null,
                row.key().getBytes(StandardCharsets.UTF_8),
                StatsJson.write(row),
                List.of(
                        new RecordHeader(WindowStats.USERS_HEADER, sketch),
                        new RecordHeader(WindowStats.DEVICES_HEADER, sketch))));
    }

    /** Reports of both jobs, which are complete through now (ms). */
    void report(long nowMillis) {
        for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
            producer.send(new ProducerRecord<>(
                    settings.topics().progress(),
                    job.getBytes(StandardCharsets.UTF_8),
                    ProgressJson.write(Progress.of(job, nowMillis)
                            .with(new Progress.Batch(1, 0, 100, 50))
                            .with(new Progress.Input(nowMillis, 0, false, Map.of())))));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
