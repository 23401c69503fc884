package io.rollcall.bench.faults;

import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.testkit.oracle.TopicRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Raw records are deleted before the clean job, which is off, has read them. */
final class Retention implements Fault {
    private static final int LOGINS = 4_000;
    private static final Duration REFUSAL = Duration.ofMinutes(2);

    private List<ConsumerRecord<byte[], byte[]>> read = List.of();

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public String description() {
        return "raw records deleted before they were read: stops and says why; with the setting goes on and says how many";
    }

    @Override
    public boolean startsAfresh() {
        return true;
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> readAndDeleted() {
        return read;
    }

    @Override
    public Injection inject(Stage stage) throws Exception {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        stage.stopLoad();
        new Settling(pipeline, patience()).result();
        awaitCommitted(pipeline);
        pipeline.stop(Pipeline.CLEAN);
        List<ConsumerRecord<byte[], byte[]>> raw = raw(pipeline);
        Map<Integer, Long> ends =
                raw.stream().collect(Collectors.toMap(ConsumerRecord::partition, ConsumerRecord::offset, Math::max));
        Load.send(pipeline, LOGINS, stage.random().nextLong());
        long lost = delete(pipeline, ends, stage.random().nextInt(100, 500));
        read = raw;

        ProductProcess strict = pipeline.start(Pipeline.CLEAN);
        if (!strict.awaitEnd(REFUSAL)) {
            stage.complain("the clean job does not stop over lost records; it says: " + strict.lastWords());
        } else if (strict.exitCode() != 1 || !strict.lastWords().contains(SettingKey.FAIL_ON_DATA_LOSS.key())) {
            stage.complain(
                    "the clean job ended with " + strict.exitCode() + " and does not explain: " + strict.lastWords());
        }
        stage.note(lost + " records lost; said: " + strict.lastWords());
        pipeline.stop(Pipeline.CLEAN);
        pipeline.environment(SettingKey.FAIL_ON_DATA_LOSS.environmentVariable(), "false");
        long healed = System.currentTimeMillis();
        pipeline.start(Pipeline.CLEAN);
        new Settling(pipeline, patience()).awaitRouted();
        if (!isTold(pipeline, lost)) {
            stage.complain("no progress report says that " + lost + " records were lost");
        }
        return new Injection(healed, lost > 0, "carried on without them");
    }

    private static List<ConsumerRecord<byte[], byte[]>> raw(Pipeline pipeline) {
        return TopicRecords.all(pipeline.kafka(), pipeline.topics().raw());
    }

    /** Deletes what was read, and this many records of each partition that were not; returns how many those are. */
    private static long delete(Pipeline pipeline, Map<Integer, Long> lastRead, int more) throws Exception {
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        lastRead.forEach((partition, offset) -> before.put(
                new TopicPartition(pipeline.topics().raw(), partition),
                RecordsToDelete.beforeOffset(offset + 1 + more)));
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.deleteRecords(before).all().get();
        }
        return (long) more * before.size();
    }

    /** Real-Time Mode notes how far it is when a batch ends: two more, and all that was read is noted. */
    private static void awaitCommitted(Pipeline pipeline) {
        CheckpointLog checkpoint = pipeline.checkpoint(Pipeline.CLEAN);
        long two = checkpoint.committed() + 2;
        Waiting.until("two more batches", Duration.ofMinutes(1), () -> checkpoint.committed() >= two);
    }

    /** It must publish how many were lost. */
    private static boolean isTold(Pipeline pipeline, long lost) {
        return Waiting.holdsWithin(
                Duration.ofSeconds(20),
                () -> TopicRecords.all(pipeline.kafka(), pipeline.topics().progress()).stream()
                        .anyMatch(report ->
                                ProgressJson.read(report.value()).losses().lostRows() == lost));
    }
}
