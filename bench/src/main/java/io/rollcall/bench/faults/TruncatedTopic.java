package io.rollcall.bench.faults;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.testkit.oracle.TopicRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** While the broker is down, an older copy takes the place of the raw topic's log: what an unclean election leaves. */
final class TruncatedTopic implements Fault {
    private static final int MAX_PAUSE_MILLIS = 3_000;
    private static final Duration NOTICE = Duration.ofSeconds(10);
    /** The first look after the outage needs a connection. */
    private static final Duration LIMIT = NOTICE.multipliedBy(3);

    private final boolean strict;
    private List<ConsumerRecord<byte[], byte[]>> gone = List.of();

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
    public List<ConsumerRecord<byte[], byte[]>> deletedRecords() {
        return gone;
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        Path older = pipeline.folder().resolve("older");
        play(context);
        pipeline.stop(Pipeline.BROKER);
        for (Path log : rawLogs(pipeline)) {
            copy(log, older.resolve(log.getFileName()));
        }
        pipeline.startBroker();
        play(context);
        new Verification(pipeline, timeout()).requireExact();
        Retention.awaitCommitted(pipeline);
        TopicControl raw = new TopicControl(pipeline.kafka(), pipeline.topics().raw());
        Map<Integer, Long> ends = raw.ends();
        List<ConsumerRecord<byte[], byte[]>> read = TopicRecords.all(pipeline.kafka(), raw.name());

        pipeline.stop(Pipeline.BROKER);
        for (Path log : rawLogs(pipeline)) {
            delete(log);
            copy(older.resolve(log.getFileName()), log);
        }
        pipeline.startBroker();
        Map<Integer, Long> left = raw.ends();
        gone = read.stream()
                .filter(login -> login.offset() >= left.get(login.partition()))
                .toList();
        context.note("from " + ends + " back to " + left);
        long healed = System.currentTimeMillis();
        if (strict) {
            Refusal.await(context, pipeline.part(Pipeline.CLEAN), LIMIT, SettingKey.FAIL_ON_DATA_LOSS.key());
            pipeline.stop(Pipeline.CLEAN);
            pipeline.environment(SettingKey.FAIL_ON_DATA_LOSS.environmentVariable(), "false");
            healed = System.currentTimeMillis();
            pipeline.start(Pipeline.CLEAN);
        }
        if (!isReported(pipeline, gone.size())) {
            context.addProblem("no progress report says that " + gone.size() + " records were lost");
        }
        play(context);
        return new Injection(healed, !gone.isEmpty(), gone.size() + " records gone after they were read");
    }

    private static void play(RoundContext context) {
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        context.stopLoad();
    }

    private static boolean isReported(Pipeline pipeline, long lost) {
        try (JobReportReader reports =
                new JobReportReader(pipeline.kafka(), pipeline.topics().progress(), true)) {
            return Waiting.holdsWithin(LIMIT, () -> {
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
