package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.testkit.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the jobs after an hour of backlog, in partitions of unequal size and age. With Spark's watermark, which follows the
 * newest event of all partitions, thousands of these logins were dropped.
 */
class BacklogIT {
    private static final String RAW = Topics.DEFAULT.raw();
    private static final String[] LOCALES = {"CA", "TX", "NY", "UT", "DC", "XX"};

    @TempDir
    private Path folder;

    @Test
    void hourOfBacklogInUnevenPartitions_isCountedExactly() throws Exception {
        long now = System.currentTimeMillis();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            Random random = new Random(11);
            add(records, random, 0, now - Duration.ofHours(1).toMillis(), now, 30_000);
            add(records, random, 1, now - Duration.ofMinutes(10).toMillis(), now, 2_000);
            pipeline.send(records);
            // Small batches: after each, state could be dropped too early.
            pipeline.with(SettingKey.STATS_MAX_OFFSETS, "2000");
            pipeline.startStats();
            pipeline.startClean();
            pipeline.awaitAllCounted();

            Oracle oracle = pipeline.oracle();
            assertThat(oracle.clean).hasSizeGreaterThan(25_000);
            assertThat(oracle.late).isNotEmpty();
            assertThat(pipeline.wrongRows()).isEmpty();
            assertThat(pipeline.droppedRows()).isZero();
        }
    }

    private static void add(
            List<ProducerRecord<byte[], byte[]>> records, Random random, int partition, long from, long to, int count) {
        for (int i = 0; i < count; i++) {
            long kafkaTime = from + (to - from) * i / count;
            long eventTime = kafkaTime - random.nextInt(65_000);
            String login = String.format(
                    "{\"user_id\":\"u%d\",\"device_id\":\"d%d\",\"locale\":\"%s\",\"timestamp\":%d}",
                    random.nextInt(5_000), random.nextInt(9_000), LOCALES[random.nextInt(LOCALES.length)], eventTime);
            records.add(new ProducerRecord<>(RAW, partition, kafkaTime, null, login.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
