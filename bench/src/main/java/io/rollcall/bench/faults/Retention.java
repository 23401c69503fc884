package io.rollcall.bench.faults;

import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.testkit.oracle.Oracle;
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

/** Raw records are deleted while the clean job is stopped and before it has read them. */
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
        return "raw records deleted before they were read: the job stops and says why; with the setting it goes on and counts them";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public void inform(Oracle oracle) {
        read.forEach(oracle::add);
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.stopLoad();
        new Verification(pipeline, timeout()).result();
        awaitCommitted(pipeline);
        pipeline.stop(Pipeline.CLEAN);
        List<ConsumerRecord<byte[], byte[]>> raw = raw(pipeline);
        Map<Integer, Long> ends =
                raw.stream().collect(Collectors.toMap(ConsumerRecord::partition, ConsumerRecord::offset, Math::max));
        Load.send(pipeline, LOGINS, context.random().nextLong());
        long lost = delete(pipeline, ends, context.random().nextInt(100, 500));
        read = raw;

        ProductProcess strict = pipeline.start(Pipeline.CLEAN);
        if (!strict.awaitEnd(REFUSAL)) {
            context.addProblem("the clean job does not stop over lost records; it says: " + strict.lastLine());
        } else if (strict.exitCode() != 1 || !strict.lastLine().contains(SettingKey.FAIL_ON_DATA_LOSS.key())) {
            context.addProblem(
                    "the clean job ended with " + strict.exitCode() + " and does not explain: " + strict.lastLine());
        }
        context.note(lost + " records lost; said: " + strict.lastLine());
        pipeline.stop(Pipeline.CLEAN);
        pipeline.environment(SettingKey.FAIL_ON_DATA_LOSS.environmentVariable(), "false");
        long healed = System.currentTimeMillis();
        pipeline.start(Pipeline.CLEAN);
        new Verification(pipeline, timeout()).awaitRouted();
        if (!isReported(pipeline, lost)) {
            context.addProblem("no progress report says that " + lost + " records were lost");
        }
        return new Injection(healed, lost > 0, "carried on without them");
    }

    private static List<ConsumerRecord<byte[], byte[]>> raw(Pipeline pipeline) {
        return TopicRecords.all(pipeline.kafka(), pipeline.topics().raw());
    }

    /**
     * Deletes all records that were read and {@code more} per partition that were not; returns the number of the
     * latter.
     */
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

    /** Real-Time Mode commits its position when a batch ends. After two more batches everything read is committed. */
    static void awaitCommitted(Pipeline pipeline) {
        CheckpointLog checkpoint = pipeline.checkpoint(Pipeline.CLEAN);
        long target = checkpoint.committed() + 2;
        Waiting.until("two more batches", Duration.ofMinutes(1), () -> checkpoint.committed() >= target);
    }

    /** Whether a progress report says how many records were lost. */
    private static boolean isReported(Pipeline pipeline, long lost) {
        return Waiting.holdsWithin(
                Duration.ofSeconds(20),
                () -> TopicRecords.all(pipeline.kafka(), pipeline.topics().progress()).stream()
                        .anyMatch(report ->
                                ProgressJson.read(report.value()).losses().lostRows() == lost));
    }
}
