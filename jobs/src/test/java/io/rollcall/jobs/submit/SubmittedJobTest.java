package io.rollcall.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class SubmittedJobTest {
    @Command(name = "test")
    private static final class TestJob extends SubmittedJob {
        TestJob() {
            super(settings -> null);
        }
    }

    @Test
    void missingCheckpointLocation_isBadUsage() {
        assertThat(errorOf(2))
                .isEqualTo("rollcall: --checkpoint-location is missing: name a folder or URL that the driver and all"
                        + " executors reach\n");
    }

    @Test
    void aPlaceThatNoTableKnows_isALineBeforeAnythingStarts() {
        assertThat(errorOf(2, "--locales", "us,Canda"))
                .startsWith("! --locales: 'Canda' is no known place (do you mean Canada?): it counts")
                .hasLineCount(2);
    }

    @Test
    void unknownHost_isOneLineThatNamesTheOption() {
        assertThat(errorOf(
                        1, "--checkpoint-location", "/checkpoints", "--bootstrap-server", "no-such-host.invalid:9092"))
                .startsWith("rollcall: no address is known for the host no-such-host.invalid of Kafka: correct it in"
                        + " --bootstrap-server")
                .hasLineCount(1);
    }

    @Test
    void badValues_areOneLineThatNamesTheOption() {
        assertThat(errorOf(2, "--bootstrap-server", "nonsense"))
                .isEqualTo(
                        "rollcall: bad settings: --bootstrap-server 'nonsense' must be HOST:PORT, or several separated"
                                + " by commas\n");
        assertThat(errorOf(2, "--config", "/nowhere.yaml"))
                .isEqualTo("rollcall: bad settings: the settings file /nowhere.yaml does not exist\n");
        assertThat(errorOf(2, "--config")).isEqualTo("rollcall: --config needs a value: FILE\n");
    }

    private static String errorOf(int exitCode, String... args) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(SubmittedJob.run(new TestJob(), args)).isEqualTo(exitCode);
        } finally {
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
