package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.Repository;
import io.rollcall.model.settings.SettingsLoader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

/** The examples that an archive brings. */
class ExamplesTest {
    private static final Path EXAMPLES = Repository.root().resolve("release/src/examples");

    @Test
    void mapping_readsTheRecordsBesideIt() {
        CommandRun run = CommandRun.of(
                "source",
                "try",
                "" + EXAMPLES.resolve("mapping.yaml"),
                "--file",
                "" + EXAMPLES.resolve("records.ndjson"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(" UT +ada@example.org ")
                .containsPattern(" DEU +18 ")
                .contains("wrong password", "5 records: 2 counted, 1 failed, 0 late, 1 skipped, 1 rejected");
    }

    @Test
    void settings_areGood() {
        assertThat(new SettingsLoader(Map.of())
                        .load(EXAMPLES.resolve("world.yaml"), Map.of())
                        .thresholds())
                .hasSize(3);
    }

    @Test
    void clientProperties_areKnownToKafka() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(EXAMPLES.resolve("client.properties"))) {
            properties.load(reader);
        }
        assertThat(AdminClientConfig.configNames()).containsAll(properties.stringPropertyNames());
    }

    @Test
    void everyExample_isTestedHere() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("mapping.yaml", "records.ndjson", "world.yaml", "client.properties");
        }
    }
}
