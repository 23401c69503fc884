package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import java.nio.file.Path;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollcall source try} and {@code suggest} on a topic. */
class SourceIT {
    @TempDir
    private Path temp;

    @Test
    void aTopic_isTried_byItsKafkaTimestamps_andNothingIsChanged() throws Exception {
        DataDirectory directory = new DataDirectory(temp.resolve("data"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.kafka(), 0);
                Admin admin = Admin.create(new KafkaSettings(broker.bootstrapServer(), null).properties())) {
            try (TopicAdmin topics = new TopicAdmin(new KafkaSettings(broker.bootstrapServer(), null))) {
                topics.createMissing(Settings.defaults());
            }
            long now = System.currentTimeMillis();
            TestRecords.send(
                    broker,
                    "user-login",
                    event("LOGIN", now - 1_000),
                    event("LOGIN", now - 300_000),
                    event("LOGIN", now + 600_000),
                    event("LOGOUT", now),
                    event("LOGIN_ERROR", now - 2_000));
            Set<String> before = admin.listTopics().names().get();

            CommandRun run = source(broker, "try", "keycloak");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("5 records: 1 counted, 1 failed, 1 late, 1 skipped, 1 rejected.")
                    .contains("Rejected for future_timestamp: 1, such as ")
                    .contains("Lateness: 1m in force; ", " would keep 99.9 % of these logins.");
            assertThat(run.lines())
                    .anySatisfy(line -> assertThat(line).matches("[01]-\\d +late .*reached Kafka 5.* min.*"));
            assertThat(source(broker, "try", "keycloak", "-n", "2").out()).contains("2 records: ");
            assertThat(source(broker, "try", "keycloak", "--from", "beginning", "-n", "3")
                            .out())
                    .contains("3 records: ");
            assertThat(source(broker, "try", "keycloak", "--where", ".type==\"LOGOUT\"")
                            .out())
                    .contains("1 record: ", "1 skipped");
            assertThat(source(broker, "suggest").out())
                    .startsWith("# The preset keycloak fits")
                    .contains("rollcall source try keycloak --topic user-login");

            CommandRun unknown = source(broker, "try", "keycloak", "--topic", "user-logins");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("there is no topic 'user-logins': did you mean user-login");
            assertThat(source(broker, "suggest", "--topic", "user-login-late").err())
                    .contains("there is no record to look at: user-login-late has none");
            assertThat(admin.listTopics().names().get()).isEqualTo(before);
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    private static String event(String type, long time) {
        return "{\"id\":\"" + time + type + "\",\"time\":" + time + ",\"type\":\"" + type
                + "\",\"userId\":\"ada\",\"ipAddress\":\"192.0.2.7\",\"seen\":\"" + IsoTime.format(time) + "\"}";
    }

    private static CommandRun source(EmbeddedBroker broker, String command, String... words) {
        String[] line = new String[words.length + 4];
        line[0] = "source";
        line[1] = command;
        System.arraycopy(words, 0, line, 2, words.length);
        line[line.length - 2] = "--bootstrap-server";
        line[line.length - 1] = broker.bootstrapServer();
        return CommandRun.of(line);
    }
}
