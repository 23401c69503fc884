package io.rollcall.model.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import org.junit.jupiter.api.Test;

class PipelineCheckTest {
    private static final Settings DEFAULTS = Settings.defaults();
    private static final long NOW = 1_700_000_000_000L;

    private final PipelineCheck check = new PipelineCheck(DEFAULTS, "");

    @Test
    void sameSettings_haveNoProblem() {
        assertThat(check.apply(report(JobName.CLEAN, DEFAULTS, "a"), NOW)).isTrue();
        assertThat(check.apply(Progress.of(JobName.STATS, NOW), NOW)).isTrue();
        assertThat(check.agrees()).isTrue();
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void otherSettings_areNamedWithBothValues_untilTheJobHasTheSame() {
        Settings other = DEFAULTS.with(SettingKey.WINDOW_LENGTH, "1m").with(SettingKey.LOCALES, "UT");
        assertThat(check.apply(report(JobName.STATS, other, ""), NOW)).isTrue();
        assertThat(check.agrees()).isFalse();
        assertThat(check.problems())
                .containsExactly("user_login_stats runs with other settings: locales (another list than"
                        + " AK,AL,AR,AS,AZ,… (57) here), window.length 1m (here 30s); nothing is final until every part"
                        + " is started with the same");
        check.apply(report(JobName.STATS, DEFAULTS, ""), NOW);
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void shortListOfLocales_isNamedWhole() {
        PipelineCheck few = new PipelineCheck(DEFAULTS.with(SettingKey.LOCALES, "UT,QC"), "");
        few.apply(report(JobName.STATS, DEFAULTS, ""), NOW);
        assertThat(few.problems()).singleElement().asString().contains("locales (another list than QC,UT here);");
    }

    @Test
    void otherCluster_isADifference_onceBothAreKnown() {
        check.apply(report(JobName.CLEAN, DEFAULTS, "theirs"), NOW);
        assertThat(check.agrees()).isTrue();
        check.setOwn(Pipeline.of(DEFAULTS, "ours"));
        assertThat(check.agrees()).isFalse();
        assertThat(check.problems()).singleElement().asString().contains("cluster theirs (here ours)");
    }

    @Test
    void anotherPipeline_isNotAccepted_andIsSaidWhileItReports() {
        Settings other = DEFAULTS.with(SettingKey.TOPIC_RAW, "logins").with(SettingKey.LATENESS, "2m");
        assertThat(check.apply(report(JobName.CLEAN, other, ""), NOW)).isFalse();
        assertThat(check.agrees()).isTrue();
        assertThat(check.problems())
                .containsExactly("another pipeline (topics.raw logins) reports to user-login-progress: give each its"
                        + " own with topics.progress");
        check.apply(report(JobName.CLEAN, DEFAULTS, ""), NOW + 60_000);
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void jobsWithDifferentDatabases_areAWarning_thatLeavesFinalityAlone() {
        Pipeline here = Pipeline.of(DEFAULTS, "");
        check.apply(Progress.of(JobName.CLEAN, NOW).with(here.withGeoDatabase("City 2026-11-01T00:00:00Z")), NOW);
        check.apply(Progress.of(JobName.STATS, NOW).with(here.withGeoDatabase("none")), NOW);
        assertThat(check.agrees()).isTrue();
        assertThat(check.warning())
                .isEqualTo(
                        "user_login_clean runs with geo.database City 2026-11-01T00:00:00Z, user_login_stats with none:"
                                + " start both with the same, or a rebuild takes the rows for those of another database");
        check.apply(Progress.of(JobName.STATS, NOW).with(here.withGeoDatabase("City 2026-11-01T00:00:00Z")), NOW);
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void jobsWithDifferentSources_areAWarning_thatLeavesFinalityAlone() {
        Pipeline here = Pipeline.of(DEFAULTS, "");
        check.apply(Progress.of(JobName.CLEAN, NOW).with(here.withSource("okta (1a2b3c)")), NOW);
        assertThat(check.problems()).isEmpty();
        check.apply(Progress.of(JobName.STATS, NOW).with(here.withSource("rollcall")), NOW);
        assertThat(check.agrees()).isTrue();
        assertThat(check.warning())
                .isEqualTo("user_login_clean runs with source okta (1a2b3c), user_login_stats with rollcall: start both"
                        + " with the same, or a rebuild takes the rows for those of another source");
        check.apply(Progress.of(JobName.STATS, NOW).with(here.withSource("okta (1a2b3c)")), NOW);
        assertThat(check.problems()).isEmpty();
    }

    private static Progress report(String job, Settings settings, String cluster) {
        return Progress.of(job, NOW).with(Pipeline.of(settings, cluster));
    }
}
