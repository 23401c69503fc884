package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.command.CommandRun;
import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command and both jobs, each as a user of Kafka with just the rights that the table in docs/deploy.md names. */
@Timeout(240)
class RightsIT {
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String ADMIN = "broker";
    private static final List<String> USERS = List.of("jobs", "produce", "read", "sizes", "replay-rejected", "reset");

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        StringBuilder users = new StringBuilder(LOGIN).append(" username=\"broker\" password=\"x\" user_broker=\"x\"");
        USERS.forEach(user -> users.append(" user_").append(user).append("=\"x\""));
        broker = EmbeddedBroker.start(
                folder.resolve("kafka"),
                Map.of(
                        "listener.security.protocol.map",
                        "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "inter.broker.listener.name",
                        "PLAINTEXT",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.plaintext.plain.sasl.jaas.config",
                        users.append(';').toString(),
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:broker;User:ANONYMOUS"));
        try (Admin admin = Admin.create(KafkaSettings.of(as(ADMIN)).properties())) {
            admin.createAcls(documentedRights()).all().get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void documentedRights_suffice() throws Exception {
        Settings jobs = as("jobs");
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(jobs))) {
            assertThat(admin.createMissing(jobs)).hasSize(6);
        }
        PrintWriter quiet = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        String checkpoints = folder.resolve("checkpoints").toString();
        try (Part clean = JobPart.start(
                        TestPipeline.session(), jobs, PipelineJob.CLEAN, checkpoints, TestPipeline.PACE, quiet);
                Part stats = JobPart.start(
                        TestPipeline.session(), jobs, PipelineJob.STATS, checkpoints, TestPipeline.PACE, quiet);
                DashboardPart dashboard = DashboardPart.start(as("read").with(SettingKey.DASHBOARD_PORT, "0"))) {
            CommandRun produced = run("produce", "produce", "--count=300", "--rate=300", "--dirty=0.1");
            assertThat(produced.err()).isEmpty();
            assertThat(produced.lines()).first().isEqualTo("300 records acknowledged");
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(health(dashboard)).contains("\"status\":\"up\""));
            for (String topic : List.of(Topics.DEFAULT.stats(), Topics.DEFAULT.rejected())) {
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(
                                        run("read", "tail", topic, "-n", "1").lines())
                                .hasSize(1));
            }
            CommandRun status = run("read", "status");
            assertThat(status.err()).isEmpty();
            assertThat(status.out()).contains("user_login_clean", "user_login_stats", "Health: up.");
            assertThat(status.exitCode()).isZero();
            assertThat(run("read", "doctor").lines())
                    .anyMatch(line -> line.matches("warning +rights +this user may read all topics, but not write .*"))
                    .anyMatch(line -> line.matches("warning +timestamps +this user may not see how .*"))
                    .anyMatch(line -> line.matches("ok +topics +all 6 are there"));
            assertThat(run("jobs", "doctor").lines()).anyMatch(line -> line.matches("ok +rights +.*"));
            assertThat(run("read", "topics").out())
                    .containsPattern("user-login +2 +300 +- +20")
                    .contains("Kafka does not tell the sizes");
            assertThat(run("sizes", "topics").out())
                    .containsPattern("user-login +2 +300 +\\d")
                    .doesNotContain("sizes");
            assertThat(run("replay-rejected", "replay-rejected", "--yes").lines())
                    .anySatisfy(line -> assertThat(line).endsWith(" sent to user-login again"));
            assertThat(clean.failure().toCompletableFuture()).isNotDone();
            assertThat(stats.failure().toCompletableFuture()).isNotDone();
        }
        Settings reset = as("reset");
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(reset))) {
            new JobReset(reset, checkpoints, JobReset.Scope.STATS, LocalSpark.hadoop(), Clock.systemUTC())
                    .run(admin, line -> {});
        }
        assertThat(run("read", "status").exitCode())
                .as("nothing reports any more")
                .isEqualTo(1);
    }

    private static String health(DashboardPart dashboard) throws Exception {
        URI address = URI.create(dashboard.address() + "/health");
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** The rows of the table: name of the user; operations on topics, cluster and transactional id. */
    private static List<AclBinding> documentedRights() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "deploy.md"));
        Matcher table = Pattern.compile("<!-- test: rights -->\\n+\\|.*\\n\\|.*\\n((?:\\|.*\\n)+)")
                .matcher(text);
        assertThat(table.find()).isTrue();
        List<AclBinding> rights = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (String row : table.group(1).lines().toList()) {
            String[] cells = row.split("\\|", -1);
            String user = USERS.get(users.size());
            users.add(user);
            for (String topic : Topics.DEFAULT.all()) {
                grant(rights, user, cells[2], ResourceType.TOPIC, topic, topic);
            }
            grant(rights, user, cells[3], ResourceType.TRANSACTIONAL_ID, "rollcall-user-login-stats", "");
            grant(rights, user, cells[4], ResourceType.CLUSTER, "kafka-cluster", "");
        }
        assertThat(users).isEqualTo(USERS);
        return rights;
    }

    /** A cell holds lists of operations, each perhaps with the topic that it is limited to: Read on `user-login`; … */
    private static void grant(
            List<AclBinding> rights, String user, String cell, ResourceType type, String name, String topic) {
        for (String part : cell.split(";")) {
            Matcher limited = Pattern.compile("(.*) on `(.*)`").matcher(part.trim());
            boolean isLimited = limited.matches();
            if (isLimited && !limited.group(2).equals(topic)) {
                continue;
            }
            for (String operation : (isLimited ? limited.group(1) : part).split(",")) {
                if (!operation.isBlank()) {
                    rights.add(new AclBinding(
                            new ResourcePattern(type, name, PatternType.LITERAL),
                            new AccessControlEntry(
                                    "User:" + user,
                                    "*",
                                    AclOperation.fromString(operation.trim()),
                                    AclPermissionType.ALLOW)));
                }
            }
        }
    }

    private static Settings as(String user) throws Exception {
        return Settings.defaults()
                .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                .with(SettingKey.KAFKA_CONFIG, properties(user).toString());
    }

    private static Path properties(String user) throws Exception {
        return Files.writeString(folder.resolve(user + ".properties"), """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s username="%s" password="x";
                """.formatted(LOGIN, user));
    }

    private static CommandRun run(String user, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--bootstrap-server=" + broker.bootstrapServer());
        all.add("--kafka-config=" + properties(user));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
