package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.ProcessLock;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {
    @TempDir
    private Path temp;

    @Test
    void kafka_isExamined_andNothingIsChanged() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("kafka"), 0);
                TopicAdmin admin = new TopicAdmin(new KafkaSettings(broker.bootstrapServer(), null))) {
            CommandRun empty = doctor(broker.bootstrapServer(), 0);
            assertThat(empty.exitCode()).as(empty.out()).isZero();
            assertThat(empty.lines())
                    .anyMatch(line -> line.matches("ok +kafka +one broker at .*, metadata version 4\\..*"))
                    .anyMatch(line -> line.matches("ok +topics +user-login, .* are not there: the jobs make them"));
            assertThat(admin.names()).isEmpty();
            assertThat(temp.resolve("data")).doesNotExist();

            admin.createMissing(Settings.defaults());
            CommandRun well = doctor(broker.bootstrapServer(), 0);
            assertThat(well.exitCode()).as(well.out()).isZero();
            assertThat(well.lines())
                    .anyMatch(line -> line.matches("ok +topics +all 6 are there"))
                    .anyMatch(line -> line.matches("ok +rights +.*"))
                    .anyMatch(line -> line.matches("ok +timestamps +.*"))
                    .anyMatch(line -> line.matches("ok +retention +.*"))
                    .anyMatch(line -> line.matches("ok +jobs +none has reported yet"));

            set(broker, Map.of("message.timestamp.type", "CreateTime", "retention.ms", "60000"));
            CommandRun ill = doctor(broker.bootstrapServer(), 0, "-o", "json");
            assertThat(ill.exitCode()).as(ill.out()).isEqualTo(1);
            JsonNode json = Json.readTree(ill.out().getBytes(StandardCharsets.UTF_8));
            assertThat(json.path("state").asText()).isEqualTo("problem");
            List<String> checks = new ArrayList<>();
            json.path("checks")
                    .forEach(check -> checks.add(check.path("check").asText() + ": "
                            + check.path("state").asText() + ": "
                            + check.path("message").asText()));
            assertThat(checks)
                    .anyMatch(check -> check.startsWith("timestamps: warning: ") && check.contains("user-login,"))
                    .anyMatch(check -> check.startsWith("retention: problem: user-login keep"));
        }
    }

    @Test
    void aPortInUse_andAKafkaThatIsNotThere_areProblems() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = doctor("127.0.0.1:1", taken.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).isEmpty();
            assertThat(run.lines())
                    .anyMatch(line -> line.matches("problem +ports +port " + taken.getLocalPort() + " is in use: .*"))
                    .anyMatch(line -> line.matches("problem +kafka +cannot reach Kafka at 127.0.0.1:1 .*"))
                    .anyMatch(line -> line.matches("ok +java +Java .*"));
        }
    }

    @Test
    void kafkaOfUp_isLookedAtOnTheGivenPort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("kafka"), 0)) {
            String port = broker.bootstrapServer().replaceAll(".*:", "");
            assertThat(likeUp(port).lines())
                    .anyMatch(line -> line.matches("ok +kafka +one broker at localhost:" + port + ", .*"));
        }
    }

    @Test
    void kafkaThatIsNotThere_isNamed_onlyWhereUpRuns() throws Exception {
        assertThat(likeUp("1").lines()).anyMatch(line -> line.matches("ok +kafka +there is none at localhost:1: .*"));
        assertThat(likeUp("0").lines())
                .anyMatch(line -> line.matches("ok +kafka +not looked at: .* any free port; .*"));
        Process running = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        temp.resolve("data").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream open = running.getOutputStream()) {
            assertThat(open).isNotNull();
            assertThat(running.getInputStream().read()).isEqualTo(Holder.LOCKED);
            assertThat(likeUp("1").lines())
                    .anyMatch(line -> line.matches("warning +kafka +not looked at: there is none at localhost:1, but"
                            + " `rollcall up` runs \\(pid "
                            + running.pid()
                            + "\\); name its Kafka with --kafka-port or --bootstrap-server"));
        }
        assertThat(running.waitFor()).isZero();
    }

    /** Another process: holds a data directory as {@code up} does, until its input ends. */
    static final class Holder {
        static final int LOCKED = '+';

        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (ProcessLock lock = new DataDirectory(Path.of(args[0])).lock()) {
                System.out.write(lock == null ? '-' : LOCKED);
                System.out.flush();
                System.in.read();
            }
        }
    }

    /** With the options of an {@code up}. */
    private CommandRun likeUp(String kafkaPort) {
        return CommandRun.of(
                "doctor",
                "--config",
                "/dev/null",
                "--kafka-port",
                kafkaPort,
                "--dashboard-port",
                "0",
                "--spark-ui-port",
                "0",
                "--rate",
                "10",
                "--no-producer",
                "--data-dir",
                temp.resolve("data").toString());
    }

    private CommandRun doctor(String kafka, int dashboardPort, String... more) throws Exception {
        Path config = Files.writeString(
                temp.resolve("settings.yaml"),
                "dashboard.port: " + dashboardPort + "\nup.kafka-port: 0\nup.spark-ui-port: 0\n");
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "doctor",
                                "--config",
                                config.toString(),
                                "--bootstrap-server",
                                kafka,
                                "--data-dir",
                                temp.resolve("data").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static void set(EmbeddedBroker broker, Map<String, String> config) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServer()))) {
            List<AlterConfigOp> changes = new ArrayList<>();
            config.forEach((name, value) ->
                    changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "user-login"), changes))
                    .all()
                    .get();
        }
    }
}
