package io.rollcall.bench.faults;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.TopicRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** While the broker is down, an older copy takes the place of the raw topic's log: what an unclean election leaves. */
final class TruncatedTopic implements Fault {
    private static final int LOGINS = 1_000;
    private static final int MORE = 500;
    private static final Duration NOTICE = Duration.ofSeconds(10);
    private static final Duration REPORT = Duration.ofMinutes(1);
    /** The first look after the outage needs a connection. */
    private static final Duration LIMIT = NOTICE.multipliedBy(3);

    private final boolean strict;
    private List<ConsumerRecord<byte[], byte[]>> gone = List.of();
    /** Where the topic ended before, by partition. */
    private Map<Integer, Long> ends = Map.of();
    /** Where it ended once it had lost records, by partition. */
    private Map<Integer, Long> left = Map.of();

    /** @param strict whether the product must refuse to go on; otherwise it must count what is lost */
    TruncatedTopic(boolean strict) {
        this.strict = strict;
    }

    @Override
    public String name() {
        return strict ? "truncated-topic" : "truncated-topic-counted";
    }

    @Override
    public String description() {
        return "the raw topic's log replaced by an older copy while the broker is down: "
                + (strict ? "refused, and after the setting counted" : "counted as lost");
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Map<SettingKey, String> settings() {
        return Map.of(SettingKey.FAIL_ON_DATA_LOSS, Boolean.toString(strict));
    }

    @Override
    public void inform(Oracle oracle) {
        gone.forEach(oracle::add);
    }

    /** A record that takes the offset of one that was counted has its event id, so it must not be counted. */
    @Override
    public boolean counts(ConsumerRecord<byte[], byte[]> raw) {
        return raw.offset() < left.getOrDefault(raw.partition(), Long.MAX_VALUE)
                || raw.offset() >= ends.get(raw.partition());
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        TopicControl raw = new TopicControl(pipeline.kafka(), pipeline.topics().raw());
        Path older = pipeline.folder().resolve("older");
        left = Map.of();
        context.startLoad();
        context.stopLoad();
        play(context);
        pipeline.stop(Pipeline.BROKER);
        for (Path log : rawLogs(pipeline)) {
            copy(log, older.resolve(log.getFileName()));
        }
        pipeline.startBroker();
        play(context);
        new Verification(pipeline, timeout()).requireExact();
        Retention.awaitCommitted(pipeline);
        ends = raw.ends();
        List<ConsumerRecord<byte[], byte[]>> read = TopicRecords.all(pipeline.kafka(), raw.name());

        pipeline.stop(Pipeline.BROKER);
        for (Path log : rawLogs(pipeline)) {
            delete(log);
            copy(older.resolve(log.getFileName()), log);
        }
        pipeline.startBroker();
        left = raw.ends();
        gone = read.stream()
                .filter(login -> login.offset() >= left.get(login.partition()))
                .toList();
        context.note("from " + ends + " back to " + left);
        if (strict) {
            refuse(context);
        }
        fill(context);
        long healed = System.currentTimeMillis();
        if (strict) {
            pipeline.start(Pipeline.CLEAN);
        }
        if (!isReported(pipeline, gone.size())) {
            context.addProblem("no progress report says that " + gone.size() + " records were lost");
        }
        play(context);
        return new Injection(healed, !gone.isEmpty(), gone.size() + " records gone after they were read");
    }

    /** Without the setting the job must refuse to go on; leaves it stopped, with the setting. */
    private static void refuse(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        Refusal.await(context, pipeline.part(Pipeline.CLEAN), LIMIT, SettingKey.FAIL_ON_DATA_LOSS.key());
        pipeline.stop(Pipeline.CLEAN);
        pipeline.environment(SettingKey.FAIL_ON_DATA_LOSS.environmentVariable(), "false");
    }

    /** Writes beyond the old ends. */
    private void fill(RoundContext context) {
        Map<Integer, Long> missing = new TreeMap<>(left);
        missing.replaceAll((partition, end) -> ends.get(partition) - end + MORE);
        BacklogWriter.of(context.pipeline()).write(missing, context.random());
    }

    private static void play(RoundContext context) {
        Load.send(
                context.pipeline(),
                LOGINS + context.random().nextInt(LOGINS),
                context.random().nextLong());
    }

    private static boolean isReported(Pipeline pipeline, long lost) {
        try (JobReportReader reports = JobReportReader.ofAll(pipeline)) {
            return Waiting.holdsWithin(REPORT, () -> {
                List<Progress> found = reports.of(JobName.CLEAN);
                return found.stream().anyMatch(report -> report.losses().lostRows() == lost);
            });
        }
    }

    private static List<Path> rawLogs(Pipeline pipeline) throws IOException {
        String pattern = pipeline.topics().raw() + "-[0-9]*";
        List<Path> logs = new ArrayList<>();
        try (var found = Files.newDirectoryStream(pipeline.kafkaData(), pattern)) {
            found.forEach(logs::add);
        }
        return logs;
    }

    private static void copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
