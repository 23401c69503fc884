package io.rollcall.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaChecksTest {
    @TempDir
    Path temp;

    /** These keep {@code up} from starting, although nothing is there to be reached yet. */
    @Test
    void clientPropertiesThatCannotBeUsed_areAProblem_alsoBeforeUpStartsItsOwnKafka() throws Exception {
        Finding missing = finding(config(temp.resolve("none")), Optional.empty());
        assertThat(missing.state()).isEqualTo(Finding.State.PROBLEM);
        assertThat(missing.message().toString()).startsWith("cannot read the Kafka client properties in ");
        Path bad = Files.writeString(temp.resolve("bad.properties"), "security.protocol=none\n");
        Finding unknown = finding(config(bad), Optional.empty());
        assertThat(unknown.state()).isEqualTo(Finding.State.PROBLEM);
        assertThat(unknown.message().toString()).startsWith("bad Kafka client properties: ");
    }

    @Test
    void portThatARunningUpChose_isNotKnown() {
        Settings any = Settings.defaults().with(SettingKey.KAFKA_PORT, "0");
        assertThat(finding(any, Optional.empty()).state()).isEqualTo(Finding.State.OK);
        Finding running = finding(any, Optional.of(17L));
        assertThat(running.state()).isEqualTo(Finding.State.WARNING);
        assertThat(running.message().toString()).contains("`rollcall up` runs (pid 17), on a port that it chose");
    }

    private static Settings config(Path file) {
        return Settings.defaults().with(SettingKey.KAFKA_CONFIG, file.toString());
    }

    private static Finding finding(Settings settings, Optional<Long> runningUp) {
        return new KafkaChecks(settings, true, runningUp, Clock.systemUTC())
                .findings()
                .get(0);
    }
}
