package io.rollcall.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanJobTest {
    @TempDir
    private Path folder;

    /** Without the linger, each login of a slow topic is a request of its own. */
    @Test
    void sink_collectsLoginsFor5Millis_andCompressesThem() {
        assertThat(CleanJob.sinkOptions(new KafkaSettings("a:1", null)))
                .containsAllEntriesOf(Map.of(
                        "kafka.bootstrap.servers", "a:1",
                        "kafka.linger.ms", "5",
                        "kafka.compression.type", "lz4",
                        "kafka.max.in.flight.requests.per.connection", "1",
                        "includeHeaders", "false"));
    }

    @Test
    void clientProperties_changeCompressionAndLinger_butNotHowLongTheSinkTries() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "compression.type=zstd\nlinger.ms=20\ndelivery.timeout.ms=1000\nmax.request.size=1000\n");
        assertThat(CleanJob.sinkOptions(new KafkaSettings("a:1", file)))
                .containsAllEntriesOf(Map.of(
                        "kafka.linger.ms", "20",
                        "kafka.compression.type", "zstd",
                        "kafka.max.request.size", "1048576",
                        "kafka.delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE)));
    }
}
