package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.RawSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goes on with topics and checkpoints that a former version wrote: {@code former-version.txt} says which. If the form of the
 * state has changed, raise {@code LAYOUT} of {@code CheckpointIdentity}, and write them anew: {@code bench/upgrade --help}.
 */
class UpgradeIT {
    @TempDir
    Path folder;

    @Test
    void topicsAndCheckpointsOfAFormerVersion_areContinuedExactly() throws Exception {
        unpack();
        try (TestPipeline pipeline = TestPipeline.start(folder).with(SettingKey.LATENESS, "4m")) {
            Map<String, Long> before = logins(pipeline);
            long batch = committed();
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Oracle oracle = Oracle.of(
                    pipeline.kafka(),
                    pipeline.settings().topics().raw(),
                    record -> true,
                    RawSource.builtIn(Duration.ofMinutes(4).toMillis()));
            Comparison found =
                    new Comparison(pipeline.kafka(), pipeline.settings().topics(), oracle);
            assertThat(found.rows().topics().differences()).isEmpty();
            assertThat(pipeline.droppedRows()).isZero();
            assertThat(pipeline.lastReport(JobName.STATS).batch().number()).isGreaterThan(batch);
            Map<String, Long> grown = logins(pipeline);
            grown.entrySet().removeIf(row -> row.getValue() <= before.getOrDefault(row.getKey(), Long.MAX_VALUE));
            assertThat(grown)
                    .as("rows with logins that the former version has counted, and others")
                    .hasSizeGreaterThan(20);
        }
    }

    private void unpack() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(UpgradeIT.class.getResourceAsStream("former-version.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** The last batch that the stats job of the former version committed. */
    private long committed() throws IOException {
        try (Stream<Path> commits = Files.list(folder.resolve("checkpoints/" + JobName.STATS + "/commits"))) {
            return commits.map(commit -> commit.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElseThrow();
        }
    }

    /** The logins of each published row, by key. */
    private static Map<String, Long> logins(TestPipeline pipeline) {
        Map<String, Long> logins = new TreeMap<>();
        pipeline.records(pipeline.settings().topics().stats())
                .forEach(row -> logins.merge(
                        new String(row.key(), StandardCharsets.UTF_8),
                        Json.readTree(row.value()).path("logins").asLong(),
                        Math::max));
        return logins;
    }
}
