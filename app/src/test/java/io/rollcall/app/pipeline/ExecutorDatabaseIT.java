package io.rollcall.app.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.jobs.submit.CleanMain;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.geo.LocatedDatabase;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors in processes of their own. The driver has its database in its working folder, which executors do not have: they
 * see only what comes with the application.
 */
@Timeout(300)
class ExecutorDatabaseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void executorsUseTheDriversDatabase_orTheJobIsRefusedBeforeItStarts() throws Exception {
        Path driver = Files.createDirectory(folder.resolve("driver"));
        LocatedDatabase.write(driver.resolve("geo.mmdb"), NOVEMBER);
        Path same = LocatedDatabase.write(
                Files.createDirectory(folder.resolve("same")).resolve("geo.mmdb"), NOVEMBER);
        Path other = LocatedDatabase.write(
                Files.createDirectory(folder.resolve("other")).resolve("geo.mmdb"), DECEMBER);
        Path log = folder.resolve("spark.log");
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder);
                StandaloneSpark spark = StandaloneSpark.start(folder, libraries(), log)) {
            long now = System.currentTimeMillis();
            byte[] login = Json.bytes(Json.object()
                    .put("user_id", "ada")
                    .put("ip", "10.0.0.1, 81.2.69.160")
                    .put("timestamp", now));
            pipeline.send(List.of(new ProducerRecord<>(Topics.DEFAULT.raw(), 0, now, "key".getBytes(UTF_8), login)));

            assertThat(refusal(pipeline, spark, driver, null))
                    .containsPattern(
                            "the database of addresses \\(Test-City 2026-11-01T00:00:00Z\\) is not on executor \\d+ "
                                    + "\\(127.0.0.1\\): there is no geo.mmdb; give every executor the driver's file");
            assertThat(refusal(pipeline, spark, driver, other)).contains("is Test-City 2026-12-01T00:00:00Z; give");
            assertThat(pipeline.records(Topics.DEFAULT.clean())).isEmpty();

            Process job = submit(pipeline, spark, driver, same, folder.resolve("job.log"));
            try {
                await().atMost(PATIENCE).until(() -> {
                    assertThat(job.isAlive())
                            .as(() -> read(folder.resolve("job.log")))
                            .isTrue();
                    return !pipeline.records(Topics.DEFAULT.clean()).isEmpty();
                });
            } finally {
                StandaloneSpark.end(job);
            }
            JsonNode clean = Json.readTree(
                    pipeline.records(Topics.DEFAULT.clean()).get(0).value());
            assertThat(clean.get("locale").asText() + " by "
                            + clean.get("place_source").asText())
                    .isEqualTo("GBR by address");
        }
    }

    /** The last line of a job that ends by itself. @param file what comes with the application, or null */
    private String refusal(TestPipeline pipeline, StandaloneSpark spark, Path driver, Path file) throws Exception {
        Path log = Files.createTempFile(folder, "refused", ".log");
        Process job = submit(pipeline, spark, driver, file, log);
        try {
            await().atMost(PATIENCE).until(() -> !job.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("still runs: " + read(log) + read(folder.resolve("spark.log")), e);
        } finally {
            StandaloneSpark.end(job);
        }
        assertThat(job.exitValue()).as(() -> read(log)).isEqualTo(1);
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("rollcall: "))
                .collect(Collectors.joining());
    }

    private Process submit(TestPipeline pipeline, StandaloneSpark spark, Path driver, Path file, Path log)
            throws IOException {
        Map<String, String> environment = spark.environment();
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dspark.master=" + environment.get("SPARK_MASTER"),
                "-Dspark.cores.max=2",
                "-Dspark.executor.memory=512m",
                "-Dspark.executor.extraClassPath=" + classes(),
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.ui.enabled=false"));
        if (file != null) {
            command.add("-Dspark.files=" + file);
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CleanMain.class.getName(),
                "--bootstrap-server="
                        + pipeline.settings().text(io.rollcall.model.settings.SettingKey.BOOTSTRAP_SERVER),
                "--checkpoint-location=" + folder.resolve("submitted").toUri(),
                "--geo-database=geo.mmdb"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(driver.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String libraries() {
        return entries().stream()
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String classes() {
        return entries().stream()
                .filter(entry -> !entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .distinct()
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
