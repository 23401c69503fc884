package io.rollcall.model.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Settings DEFAULTS = Settings.defaults();

    @Test
    void sameSettings_differInNothing_howeverTheyAreWritten() {
        Settings same = DEFAULTS.with(SettingKey.LATENESS, "60s").with(SettingKey.LOCALES, "ut," + reversed(DEFAULTS));
        assertThat(of(DEFAULTS).differences(of(same))).isEmpty();
        assertThat(of(DEFAULTS).hasTopicsOf(of(same))).isTrue();
    }

    @Test
    void otherSettings_areNamed_butAreTheSamePipeline() {
        Settings other = DEFAULTS.with(SettingKey.WINDOW_LENGTH, "1m").with(SettingKey.LOCALES, "UT,NY");
        assertThat(of(DEFAULTS).differences(of(other))).containsExactly("locales", "window.length");
        assertThat(of(DEFAULTS).hasTopicsOf(of(other))).isTrue();
    }

    @Test
    void otherTopic_isAnotherPipeline() {
        assertThat(of(DEFAULTS).hasTopicsOf(of(DEFAULTS.with(SettingKey.TOPIC_RAW, "logins"))))
                .isFalse();
    }

    @Test
    void unknownPipeline_differsInNothing() {
        assertThat(of(DEFAULTS).differences(Pipeline.UNKNOWN)).isEmpty();
        assertThat(of(DEFAULTS).hasTopicsOf(Pipeline.UNKNOWN)).isTrue();
    }

    private static String reversed(Settings settings) {
        return String.join(
                ",",
                settings.locales().stream()
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
    }

    private static Pipeline of(Settings settings) {
        return Pipeline.of(settings, "cluster");
    }
}
