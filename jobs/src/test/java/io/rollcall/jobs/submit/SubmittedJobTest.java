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
    void unreachableKafka_isOneLineThatNamesTheOption() {
        assertThat(errorOf(1, "--checkpoint-location", "/checkpoints", "--bootstrap-server", "nonsense"))
                .isEqualTo("rollcall: cannot reach Kafka at nonsense within 30 s: start it, or name another with"
                        + " --bootstrap-server\n");
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
