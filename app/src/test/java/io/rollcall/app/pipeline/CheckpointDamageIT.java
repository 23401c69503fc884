package io.rollcall.app.pipeline;

import static org.awaitility.Awaitility.await;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.testkit.CheckpointDamage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts in half or deletes each kind of file in the stats job's checkpoint. The job must then count exactly, or refuse with
 * one line that names a file and the command that helps.
 */
class CheckpointDamageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] LOCALES = {"CA", "TX", "NY", "UT", "DC"};

    @TempDir
    private Path folder;

    private final long eventMillis = System.currentTimeMillis();
    private int rounds;

    @Test
    void damagedCheckpoint_countsExactlyOrIsRefused() throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)) {
            pipeline.startClean();
            Part stats = pipeline.startStats();
            for (int i = 0; i < 3; i++) {
                sendARound(pipeline);
                pipeline.awaitAllCounted();
            }
            stats.close();
            Path sound = Path.of(pipeline.checkpoints(), JobName.STATS);
            for (Path file : CheckpointDamage.newestOfEachKind(sound)) {
                for (CheckpointDamage.Kind kind : List.of(CheckpointDamage.Kind.CUT, CheckpointDamage.Kind.DELETED)) {
                    String name = sound.relativize(file) + " " + kind;
                    Path checkpoints = folder.resolve("case-" + rounds);
                    copy(sound, checkpoints.resolve(JobName.STATS));
                    Path copied = checkpoints.resolve(JobName.STATS).resolve(sound.relativize(file));
                    new CheckpointDamage(copied, kind).inflict();
                    String problem = run(pipeline, checkpoints);
                    all.assertThat(problem).as(name).isNull();
                }
            }
        }
        all.assertAll();
    }

    /** What was wrong with the outcome, or null. */
    private String run(TestPipeline pipeline, Path checkpoints) {
        sendARound(pipeline);
        long before = pipeline.records(pipeline.settings().topics().stats()).size();
        Part job;
        try {
            job = pipeline.startStats(checkpoints.toString());
        } catch (UserError refused) {
            return judge(refused.getMessage(), checkpoints);
        }
        CompletableFuture<String> end =
                job.failure().thenApply(Message::toString).toCompletableFuture();
        try {
            await().atMost(PATIENCE).until(() -> end.isDone() || counted(pipeline, before));
        } catch (ConditionTimeoutException e) {
            return "neither exact nor refused: " + lastRows(pipeline, before) + " of " + rounds;
        } finally {
            job.close();
        }
        return end.isDone() ? judge(end.join(), checkpoints) : null;
    }

    private static String judge(String refusal, Path checkpoints) {
        boolean good = refusal.contains(checkpoints.toString()) && refusal.contains("rollcall reset --job stats");
        return good ? null : refusal;
    }

    private boolean counted(TestPipeline pipeline, long before) {
        Map<String, Long> last = lastRows(pipeline, before);
        return last.size() == LOCALES.length * 3 && last.values().stream().allMatch(logins -> logins == rounds);
    }

    /** Logins of the latest row of each key, of the rows written since then. */
    private static Map<String, Long> lastRows(TestPipeline pipeline, long before) {
        List<ConsumerRecord<byte[], byte[]>> records =
                pipeline.records(pipeline.settings().topics().stats());
        Map<String, Long> last = new TreeMap<>();
        records.stream()
                .sorted((a, b) -> Long.compare(a.timestamp(), b.timestamp()))
                .skip(before)
                .forEach(record -> {
                    WindowStats row = StatsJson.read(record.value());
                    last.put(row.key(), row.logins());
                });
        return last;
    }

    private void sendARound(TestPipeline pipeline) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String locale : LOCALES) {
            String login =
                    "{\"user_id\":\"u" + rounds + "\",\"locale\":\"" + locale + "\",\"timestamp\":" + eventMillis + "}";
            records.add(new ProducerRecord<>(
                    pipeline.settings().topics().raw(),
                    rounds % 2,
                    eventMillis,
                    null,
                    login.getBytes(StandardCharsets.UTF_8)));
        }
        rounds++;
        pipeline.send(records);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
