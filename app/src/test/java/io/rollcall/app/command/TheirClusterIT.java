package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.command.SecuredBroker.Mechanism;
import io.rollcall.app.pipeline.StandaloneSpark;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of docs/deploy.md for a standalone Spark as they are written, and every other command, against a
 * Kafka with mutual TLS that clients sign in to.
 */
@Timeout(300)
class TheirClusterIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JOBS = ROOT.resolve("jobs/target");

    @TempDir
    private Path folder;

    @Test
    void documentedCommands_countExactly_andLogNoSecret() throws Exception {
        assertThat(JOBS.resolve("rollcall-jobs.jar"))
                .as("made by `./mvnw package`")
                .exists();
        Path log = Path.of("target", "their-cluster.log");
        Files.deleteIfExists(log);
        String sparkJars = Files.readString(JOBS.resolve("spark-jars.path"));
        String dashboard = "http://127.0.0.1:" + StandaloneSpark.freePort();
        try (SecuredBroker kafka = SecuredBroker.start(folder);
                StandaloneSpark spark = StandaloneSpark.start(folder, sparkJars, log)) {
            Process lines = run(documentedCommands(), kafka, spark, dashboard, log);
            try {
                assertThat(command(
                                        kafka,
                                        Mechanism.TOKEN,
                                        "produce",
                                        "--count=3000",
                                        "--rate=600",
                                        "--dirty=0.05",
                                        "--too-late=0.05")
                                .exitCode())
                        .isZero();
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .untilAsserted(
                                () -> assertThat(differences(kafka, dashboard)).isEmpty());
                assertThat(get(dashboard, "/health")).contains("\"status\":\"up\"");
                for (Mechanism mechanism : Mechanism.values()) {
                    everyCommandConnects(kafka, mechanism);
                }
            } finally {
                StandaloneSpark.end(lines);
            }
        }
        assertThat(Files.readString(log)).contains("running in real-time").doesNotContain(SecuredBroker.PASSWORD);
        assertThat(StandaloneSpark.executorLogs(folder))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(executor -> assertThat(Files.readString(executor))
                        .contains("Executor")
                        .doesNotContain(SecuredBroker.PASSWORD));
    }

    private static void everyCommandConnects(SecuredBroker kafka, Mechanism mechanism) throws IOException {
        assertThat(command(kafka, mechanism, "produce", "--count=10", "--rate=1000")
                        .lines())
                .first()
                .isEqualTo("10 records acknowledged");
        assertThat(command(kafka, mechanism, "tail", "user-login-clean", "-n", "3", "-o", "value")
                        .lines())
                .hasSize(3);
        assertThat(command(kafka, mechanism, "status").out()).contains("user_login_clean", "user_login_stats");
        assertThat(command(kafka, mechanism, "topics").out()).contains("user-login-rejected");
        assertThat(command(kafka, mechanism, "replay-rejected", "--yes").exitCode())
                .isZero();
    }

    /** The code block after the marker. */
    private static String documentedCommands() throws IOException {
        Matcher block = Pattern.compile("<!-- test: standalone -->\\s*```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/deploy.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private Process run(String lines, SecuredBroker kafka, StandaloneSpark spark, String dashboard, Path log)
            throws IOException {
        Path script = Files.writeString(folder.resolve("lines.sh"), lines + "\nwait\n");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(spark.environment());
        builder.environment().put("ROLLCALL_HOME", rollcallHome().toString());
        builder.environment().put("KAFKA", kafka.bootstrapServer());
        builder.environment()
                .put(
                        "CLIENT_PROPERTIES",
                        kafka.clientProperties(Mechanism.SCRAM).toString());
        builder.environment()
                .put("CHECKPOINTS", folder.resolve("checkpoints").toUri().toString());
        builder.environment().put("ROLLCALL_DASHBOARD_PORT", dashboard.replaceAll(".*:", ""));
        return builder.start();
    }

    /** Runs the classes under test in place of the launcher, which would start a build. */
    private Path rollcallHome() throws IOException {
        Path home = Files.createDirectories(folder.resolve("rollcall"));
        Path launcher = Files.writeString(
                home.resolve("rollcall"),
                "#!/bin/sh\nexec \"$JAVA_HOME/bin/java\" -cp '" + System.getProperty("java.class.path")
                        + "' io.rollcall.app.Main \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(home.resolve("jobs"));
        Files.createSymbolicLink(home.resolve("jobs/target"), JOBS);
        return home;
    }

    private static List<String> differences(SecuredBroker kafka, String dashboard) throws Exception {
        Oracle oracle = Oracle.of(kafka.kafka(), Topics.DEFAULT.raw());
        return new Comparison(kafka.kafka(), Topics.DEFAULT, oracle)
                .topics()
                .rows()
                .snapshot(Json.readTree(get(dashboard, "/api/snapshot?window=filling")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .differences();
    }

    private static CommandRun command(SecuredBroker kafka, Mechanism mechanism, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--bootstrap-server=" + kafka.bootstrapServer());
        all.add("--kafka-config=" + kafka.clientProperties(mechanism));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String get(String address, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
