package io.rollcall.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResetAdviceTest {
    private static final Settings DEFAULTS = Settings.defaults();

    @Test
    void defaults_needNoOptions_unlessTheKafkaIsNotTheEmbeddedOne() {
        assertThat(ResetAdvice.complete("run `rollcall reset --job stats` now", DEFAULTS, null, false))
                .isEqualTo("run `rollcall reset --job stats` now");
        assertThat(ResetAdvice.complete("run `rollcall reset --job stats` now", DEFAULTS, null, true))
                .isEqualTo("run `rollcall reset --job stats --bootstrap-server localhost:29092` now");
    }

    @Test
    void whatDiffersFromTheDefault_isNamed_quotedForAShell_andOnce() {
        Settings settings = DEFAULTS.with(SettingKey.DATA_DIR, "/data/it's mine")
                .with(SettingKey.CHECKPOINT_LOCATION, "hdfs://host:8020/$checkpoints")
                .with(SettingKey.TOPIC_RAW, "okta-logs")
                .with(SettingKey.SOURCE, "okta");
        String completed = "`rollcall reset --job clean --config roll.yaml"
                + " --checkpoint-location 'hdfs://host:8020/$checkpoints' --data-dir '/data/it'\\''s mine' --topic-raw okta-logs --source okta`";
        String advice = ResetAdvice.complete("`rollcall reset --job clean`", settings, Path.of("roll.yaml"), false);
        assertThat(advice).isEqualTo(completed);
        assertThat(ResetAdvice.complete(advice, settings, null, false)).isEqualTo(completed);
    }
}
