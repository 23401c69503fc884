package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.RawSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Writes topics and checkpoints of a former version, from which {@code UpgradeIT} starts. At their end are logins that this
 * version has not read, of panes whose other logins are in the state.
 */
public final class UpgradeFixture {
    private static final int LOGINS = 150;

    /** As long as it may take from the first logins of a pane to its last ones; in between, `up` starts again. */
    private static final Duration LATENESS = Duration.ofMinutes(4);

    /** Kafka must not delete them before a test reads them. */
    private static final String FOR_EVER = "36500d";

    private static final List<SettingKey> TOPICS = List.of(
            SettingKey.TOPIC_RAW,
            SettingKey.TOPIC_CLEAN,
            SettingKey.TOPIC_LATE,
            SettingKey.TOPIC_REJECTED,
            SettingKey.TOPIC_STATS,
            SettingKey.TOPIC_PROGRESS);

    private static final List<String> STATES = List.of("CA", "NY", "TX", "UT", "WA");

    private final Pipeline pipeline;

    private UpgradeFixture(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Arguments: the folder of the former version, and the file to write. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(System.getProperty("rollcall.faults.folder"));
        Map<SettingKey, String> settings = Map.of(
                SettingKey.RETENTION,
                FOR_EVER,
                SettingKey.LOGIN_RETENTION,
                FOR_EVER,
                SettingKey.LATENESS,
                LATENESS.toSeconds() + "s");
        try (Pipeline pipeline =
                new Pipeline(new Product(Path.of(args[0])), Optional.empty(), folder, settings, SourceForm.BUILT_IN)) {
            new UpgradeFixture(pipeline).write(Path.of(args[1]));
        }
        System.exit(0);
    }

    private void write(Path file) throws Exception {
        pipeline.start(Pipeline.UP);
        awaitUp();
        long first = System.currentTimeMillis();
        Load.send(pipeline, LOGINS, 1);
        send(first, "first");
        requireExact();
        pipeline.stop(Pipeline.UP);

        useOtherTopics();
        pipeline.start(Pipeline.UP);
        awaitUp();
        useDefaultTopics();
        send(first, "second");
        deleteOtherTopics();
        pipeline.stop(Pipeline.UP);
        pack(file);
    }

    private void requireExact() {
        Expectation lateness = new Expectation() {
            @Override
            public RawSource source(SourceForm form) {
                return form.meaning(LATENESS.toMillis());
            }
        };
        List<String> differences =
                new Verification(pipeline, Upgrade.CAUGHT_UP).result(lateness).differences();
        if (!differences.isEmpty()) {
            throw new RoundFailure("the former version was not exact: " + differences.get(0));
        }
    }

    private void awaitUp() {
        Waiting.until("up to be ready", Upgrade.CAUGHT_UP, () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isUp();
        });
    }

    /** Sends logins of the 30 s before a time, by users whose names begin with a word. */
    private void send(long millis, String word) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LOGINS; i++) {
            lines.append(Json.object()
                            .put("user_id", word + "-" + i % 40)
                            .put("device_id", word + "-device-" + i % 50)
                            .put("locale", STATES.get(i % STATES.size()))
                            .put("timestamp", millis - 200L * i))
                    .append('\n');
        }
        Path file = Files.writeString(pipeline.folder().resolve(word + ".ndjson"), lines);
        ProductProcess produce = pipeline.rollcall("produce", pipeline.toKafka("produce", "--file=" + file));
        if (!produce.awaitEnd(Upgrade.CAUGHT_UP) || produce.exitCode() != 0) {
            throw new RoundFailure("produce failed: " + produce.lastLine());
        }
    }

    /** So the broker runs, and nobody reads the topics of the fixture. */
    private void useOtherTopics() {
        TOPICS.forEach(key -> pipeline.environment(key.environmentVariable(), "idle-" + key.defaultValue()));
        pipeline.environment(
                SettingKey.CHECKPOINT_LOCATION.environmentVariable(),
                pipeline.folder().resolve("idle").toString());
    }

    private void useDefaultTopics() {
        TOPICS.forEach(key -> pipeline.environment(key.environmentVariable(), key.defaultValue()));
    }

    private void deleteOtherTopics() throws Exception {
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.deleteTopics(TOPICS.stream()
                            .map(key -> "idle-" + key.defaultValue())
                            .toList())
                    .all()
                    .get();
        }
    }

    private void pack(Path file) throws IOException {
        Path data = pipeline.data();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(data)) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = data.relativize(path).toString();
                if (name.matches("(kafka/(?!idle-)|checkpoints/|rollcall\\.manifest).*")) {
                    ZipEntry entry = new ZipEntry(name);
                    entry.setLastModifiedTime(FileTime.fromMillis(0));
                    zip.putNextEntry(entry);
                    Files.copy(path, zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
