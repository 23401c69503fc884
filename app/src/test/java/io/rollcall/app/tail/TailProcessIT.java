package io.rollcall.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollcall tail} as a process: signals, pipes, and the classes that it loads. */
@Timeout(120)
class TailProcessIT {
    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        try (TopicAdmin admin = new TopicAdmin(new KafkaSettings(broker.bootstrapServer(), null))) {
            admin.createMissing(Settings.defaults());
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void follow_showsEachRecordAsItArrives_untilCtrlC_andLeavesNoGroup() throws Exception {
        TestRecords.send(broker, "user-login", "before");
        Process tail = tail("user-login", "-f", "-o", "value");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(tail.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("before");
            TestRecords.send(broker, "user-login", "after");
            assertThat(lines.readLine()).isEqualTo("after");
            new ProcessBuilder("kill", "-INT", Long.toString(tail.pid()))
                    .start()
                    .waitFor();
            assertThat(lines.readLine()).isNull();
        }
        assertThat(tail.waitFor()).isEqualTo(130);
        try (Admin admin = Admin.create(new KafkaSettings(broker.bootstrapServer(), null).properties())) {
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    @Test
    void brokenPipe_isNoError() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            records.add(new ProducerRecord<>("user-login-clean", i % 2, null, new byte[200]));
        }
        TestRecords.sendQuickly(broker, records);
        Process tail = tail("user-login-clean", "--from", "beginning");
        assertThat(tail.getInputStream().read()).isPositive();
        tail.getInputStream().close();
        assertThat(new String(tail.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(tail.waitFor()).isZero();
    }

    @Test
    void tail_loadsNoSpark() throws Exception {
        TestRecords.send(broker, "user-login-late", "a");
        Process tail = tail(List.of("-verbose:class"), "user-login-late", "--where", ".locale");
        List<String> loaded;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(tail.getInputStream(), StandardCharsets.UTF_8))) {
            loaded = lines.lines().toList();
        }
        assertThat(tail.waitFor()).isZero();
        assertThat(loaded).anySatisfy(line -> assertThat(line).contains("io.rollcall.app.command.TailCommand"));
        assertThat(loaded).noneMatch(line -> line.contains(" org.apache.spark.") || line.contains(" kafka.server."));
    }

    private static Process tail(String... args) throws Exception {
        return tail(List.of(), args);
    }

    private static Process tail(List<String> jvm, String... args) throws Exception {
        // If the parent of the tests ignores SIGINT, the process would inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.rollcall.app.Main", "tail"));
        command.addAll(List.of("--bootstrap-server", broker.bootstrapServer()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).start();
        process.onExit().orTimeout(100, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        return process;
    }
}
