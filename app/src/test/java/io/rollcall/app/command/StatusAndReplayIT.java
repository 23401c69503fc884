package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.app.tail.Kcat;
import io.rollcall.app.tail.ReadRecord;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `status` and `replay-rejected` against a broker whose topics a test has filled. */
class StatusAndReplayIT {
    @TempDir
    private Path directory;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        try (TopicAdmin admin = new TopicAdmin(new KafkaSettings(broker.bootstrapServer(), null))) {
            admin.createMissing(Settings.defaults());
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void status_showsEachJobAndWhatIsWrong() throws Exception {
        long now = System.currentTimeMillis();
        Progress stats = Progress.of(JobName.STATS, now)
                .with(new Progress.Batch(7, 0, 2.5, 180))
                .with(Progress.Input.completeThrough(now).withLag(42))
                .with(new Progress.State(null, 1530, 4096));
        TestRecords.send(broker, List.of(report(stats)));
        TestRecords.send(broker, "user-login-late", "a", "b");
        TestRecords.send(
                broker,
                "user-login-clean",
                clean("UT"),
                clean("QC"),
                clean("QC"),
                clean("\\u001b" + "X".repeat(50)),
                "?");
        CommandRun run = run("status");
        assertThat(run.exitCode()).as("the clean job has not reported").isEqualTo(1);
        assertThat(run.out())
                .containsPattern("user_login_stats +42 +2\\.5 +180 ms +20\\S+Z +- +1530 \\(4\\.1 kB\\) +0 +20")
                .containsPattern("user_login_clean( +-){7} +never")
                .contains(
                        "The topics hold 2 late and 0 rejected logins.",
                        "OTHER among the newest 4 clean logins: QC 2, ?" + "X".repeat(39) + " 1.",
                        "! user_login_clean has not reported",
                        "Health: starting.")
                .doesNotContain("! user_login_stats");

        JsonNode json = Json.readTree(run("status", "-o", "json").out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.get("late").intValue()).isEqualTo(2);
        assertThat(json.get("jobs").get(0).get("lag").intValue()).isEqualTo(42);
        assertThat(json.get("problems")).hasSize(1);
        assertThat(json.at("/other_locales/QC").intValue()).isEqualTo(2);
        assertThat(json.get("status").textValue()).isEqualTo("starting");
        JsonNode topics = Json.readTree(run("topics", "-o", "json").out().getBytes(StandardCharsets.UTF_8));
        assertThat(topics.get("topics")).hasSize(6);
        assertThat(topics.get("jobs")).hasSize(1);
    }

    @Test
    void status_saysWhatTheMappingSkips() throws Exception {
        Progress clean = Progress.of(JobName.CLEAN, System.currentTimeMillis());
        TestRecords.send(broker, List.of(report(clean)));
        assertThat(run("status").out()).doesNotContain("skipped");
        TestRecords.send(broker, List.of(report(clean.with(new Progress.Input(null, 0, false, Map.of(), 1_234L)))));
        assertThat(run("status").out()).contains("The source's mapping has skipped 1,234 as no logins.");
        assertThat(Json.readTree(run("status", "-o", "json").out().getBytes(StandardCharsets.UTF_8))
                        .at("/jobs/0/skipped_rows")
                        .intValue())
                .isEqualTo(1_234);
    }

    @Test
    void status_namesWindowsHeldApart_andAnotherCluster() throws Exception {
        long now = System.currentTimeMillis();
        for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
            Progress report = Progress.of(job, now).with(Progress.Input.completeThrough(now));
            TestRecords.send(
                    broker,
                    List.of(report(report.with(
                            Pipeline.of(Settings.defaults(), job.equals(JobName.CLEAN) ? "another" : "")))));
        }
        TestRecords.send(
                broker,
                "user-login-clean",
                clean("UT").replace("2026-01-01T00:00:00.000Z", IsoTime.format(now + 3_000_000)));
        assertThat(run("status").out())
                .contains("! The clock of a producer is fast: 3 windows are held apart, the last of ")
                .contains("! user_login_clean runs with other settings: cluster another (here ");
    }

    @Test
    void status_findsTheLastReportOfAJob_thatABusyOneBuried() throws Exception {
        long now = System.currentTimeMillis();
        List<ProducerRecord<byte[], byte[]>> reports = new ArrayList<>();
        reports.add(report(Progress.of(JobName.CLEAN, now)
                .with(Progress.Input.completeThrough(now).withLag(77))));
        for (int i = 0; i < 5_000; i++) {
            reports.add(report(Progress.of(JobName.STATS, now).with(Progress.Input.completeThrough(now))));
        }
        TestRecords.sendQuickly(broker, reports);
        CommandRun run = run("status");
        assertThat(run.out()).containsPattern("user_login_clean +77 ").contains("All is well.");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void status_namesOtherSettings_andIgnoresAnotherPipeline() throws Exception {
        long now = System.currentTimeMillis();
        Progress report = Progress.of(JobName.CLEAN, now).with(Progress.Input.completeThrough(now));
        Settings other = Settings.defaults().with(SettingKey.TOPIC_RAW, "theirs");
        Settings longer = Settings.defaults().with(SettingKey.WINDOW_LENGTH, "1m");
        Progress stats = Progress.of(JobName.STATS, now).with(Progress.Input.completeThrough(now));
        TestRecords.send(
                broker,
                List.of(
                        report(report.with(Pipeline.of(Settings.defaults(), ""))),
                        report(stats.with(Pipeline.of(longer, ""))),
                        report(report.with(Pipeline.of(other, "")).with(new Progress.Losses(9, 0)))));
        CommandRun run = run("status");
        assertThat(run.out())
                .contains("! user_login_stats runs with other settings: window.length 1m (here 30s)")
                .contains("! another pipeline (topics.raw theirs) reports to user-login-progress", "Health: down.")
                .doesNotContain("dropped 9");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private static String clean(String locale) {
        return "{\"event_id\":\"0-1\",\"user_id\":\"u\",\"locale\":\"" + locale
                + "\",\"timestamp\":\"2026-01-01T00:00:00.000Z\"}";
    }

    private static ProducerRecord<byte[], byte[]> report(Progress progress) {
        return new ProducerRecord<>(
                "user-login-progress", 0, TestRecords.utf8(progress.job()), ProgressJson.write(progress));
    }

    @Test
    void replay_sendsTheSelectedLoginsAgain_eachOnceAndUnchanged() throws Exception {
        byte[] broken = {(byte) 0xff, '{'};
        byte[] noUser = TestRecords.utf8("{\"locale\":\"ut\"}");
        List<ProducerRecord<byte[], byte[]>> rejected = new ArrayList<>();
        rejected.add(rejected(1, broken));
        rejected.add(rejected(2, noUser));
        rejected.add(rejected(2, noUser));
        rejected.add(rejected(3, null));
        rejected.add(rejected(4, TestRecords.utf8("x".repeat(RawRecord.KEPT_BYTES + 1))));
        rejected.add(rejected(new EventId(0, 5, 0), noUser));
        rejected.add(rejected(new EventId(0, 5, 2), noUser));
        rejected.add(rejected(new EventId(0, 6, 0), noUser));
        TestRecords.send(broker, rejected);

        CommandRun unasked = run("replay-rejected");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("there is no terminal to ask on: replay-rejected needs --yes");
        assertThat(run("replay-rejected", "--where", ".reason==\"future_timestamp\"", "--yes")
                        .lines())
                .containsExactly("nothing to send");
        String elements = "elements of 2 records cannot be sent again: the other elements would be counted twice";

        CommandRun one = run("replay-rejected", "--where", ".reason==\"missing_user_id\"", "--yes");
        assertThat(one.lines()).hasSize(3).startsWith(elements, "1 sent to user-login again");
        assertThat(one.lines().get(2)).startsWith("1 of them will not be counted: 1 missing_user_id (");
        CommandRun all = run("replay-rejected", "--yes");
        assertThat(all.err()).isEmpty();
        assertThat(all.lines())
                .startsWith(
                        "2 cannot be sent again: tombstones have no value, and of long values only a part is kept",
                        elements,
                        "2 sent to user-login again");
        assertThat(Kcat.read(broker, "user-login", "-o", "beginning"))
                .extracting(record -> record.key() + " " + record.value())
                .containsExactlyInAnyOrder(
                        hex("key-1") + " " + ReadRecord.hex(broken),
                        hex("key-2") + " " + ReadRecord.hex(noUser),
                        hex("key-2") + " " + ReadRecord.hex(noUser));
    }

    private static String hex(String text) {
        return ReadRecord.hex(TestRecords.utf8(text));
    }

    @Test
    void rejectedTable_showsTimeReasonDetailAndRawValue() throws Exception {
        TestRecords.send(broker, List.of(rejected(1, TestRecords.utf8("{\"locale\":\n\"ut\"}")), rejected(2, null)));
        List<String> lines = run("tail", "user-login-rejected", "-o", "table").lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("TIME +ID +REASON +DETAIL +VALUE");
        assertThat(lines.get(1))
                .matches("20\\S+Z +0-0 +missing_user_id +user_id is missing\\. +\\{\"locale\": \"ut\"}");
        assertThat(lines.get(2)).matches("20\\S+Z +0-1 +tombstone +The record has no value\\. +-");
    }

    private static ProducerRecord<byte[], byte[]> rejected(long offset, byte[] value) {
        return rejected(new EventId(0, offset), value);
    }

    private static ProducerRecord<byte[], byte[]> rejected(EventId id, byte[] value) {
        RawRecord raw = new RawRecord("user-login", id, 1_700_000_000_000L, value);
        CleaningOutcome.Rejected why = (CleaningOutcome.Rejected) LoginCleaner.DEFAULT.clean(raw);
        byte[] json = LoginJson.write(RejectedLogin.of(raw, why, 1_700_000_000_000L));
        return new ProducerRecord<>("user-login-rejected", 0, TestRecords.utf8("key-" + id.offset()), json);
    }

    @Test
    void outputThatCannotBeWritten_isAFailure() throws IOException {
        assertThat(run("topics").exitCode()).isZero();
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertThat(RollcallCommand.run(full, new ByteArrayOutputStream(), withBroker("topics")))
                    .isEqualTo(1);
        }
    }

    private CommandRun run(String... args) {
        return CommandRun.of(withBroker(args));
    }

    private String[] withBroker(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-server", broker.bootstrapServer()));
        return all.toArray(String[]::new);
    }
}
