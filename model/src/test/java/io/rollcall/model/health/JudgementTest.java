package io.rollcall.model.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.IsoTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final long NOW = 1_700_000_000_000L;

    @Test
    void jobsThatReportAndKeepUp_haveNoProblems() {
        assertThat(judged(stats(NOW - 9_000, NOW - 15_000, 12))).isEmpty();
    }

    @Test
    void missingTopicsAndJobs_areNamedWithWhatToStart() {
        Facts facts = Facts.of(NOW, Topics.DEFAULT, Map.of()).withMissingTopics(Topics.DEFAULT.all());
        assertThat(texts(Judgement.of(facts)))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("These topics do not exist: user-login, "))
                .anySatisfy(line -> assertThat(line).contains("user_login_stats has not reported", "`rollcall stats`"));
        assertThat(Problem.stateName(Judgement.of(facts))).isEqualTo("starting");
    }

    @ParameterizedTest
    @CsvSource({"30000, up", "30001, stale"})
    void silentJob_makesHealthStale(long ageMillis, String state) {
        List<Problem> problems = judged(stats(NOW - ageMillis, NOW - ageMillis, 0));
        assertThat(Problem.stateName(problems)).isEqualTo(state);
        assertThat(texts(problems)).allSatisfy(line -> assertThat(line)
                .startsWith(
                        "user_login_stats has not reported since " + IsoTime.format(NOW - ageMillis) + ": start it"));
    }

    @ParameterizedTest
    @CsvSource({"60000, true, up", "60001, true, up", "60001, false, stale"})
    void jobThatIsBehind_warnsWhileItCatchesUp_elseIsStale(long behindMillis, boolean catchingUp, String state) {
        Progress report = Progress.of(JobName.STATS, NOW)
                .with(new Progress.Input(NOW - behindMillis, 1_234_567, catchingUp, Map.of()));
        List<Problem> problems = judged(JobReport.after(null, report, NOW));
        assertThat(Problem.stateName(problems)).isEqualTo(state);
        assertThat(problems).hasSize(behindMillis > 60_000 ? 1 : 0);
        assertThat(texts(problems)).allSatisfy(line -> assertThat(line)
                .startsWith(
                        "user_login_stats is 60 s behind, by 1,234,567 records" + (catchingUp ? ", and" : ": give")));
    }

    @Test
    void jobWithLag_thatProcessesNothing_isStuckAfterAMinute() {
        JobReport before = stats(NOW - 61_000, NOW - 70_000, 9);
        JobReport stuck = JobReport.after(before, before.progress(), NOW);
        assertThat(texts(judged(stuck)))
                .containsExactly("user_login_stats has made no progress since " + IsoTime.format(NOW - 61_000)
                        + ", and 9 records wait: see its log.");
        assertThat(judged(JobReport.after(before, before.progress(), NOW - 1_000)))
                .as("at the limit it is only behind")
                .allSatisfy(problem -> assertThat(problem.message().toString()).contains("behind"));
    }

    @Test
    void aCleanJobWithAMapping_thatIsBehind_namesItsRecords() {
        Progress.Input input = new Progress.Input(NOW - 90_000, 9, false, Map.of(1, 12L, 0, 345L), 5L);
        Progress report = Progress.of(JobName.CLEAN, NOW)
                .with(Pipeline.of(Settings.defaults(), "").withSource("okta (1a2b3c)"))
                .with(input);
        Facts facts = Facts.of(NOW, Topics.DEFAULT, Map.of(JobName.CLEAN, JobReport.after(null, report, NOW)));
        assertThat(texts(Judgement.of(facts))).anySatisfy(line -> assertThat(line)
                .contains("give it more cores, or slow the producers; if expressions of okta (1a2b3c) take"
                        + " long, they do on its next records: 0-345, 1-12."));
    }

    @Test
    void aMappingThatSkipsEverything_isAWarning() {
        assertThat(texts(both(skipped(1_000), clean(0))))
                .containsExactly("1,000 records were skipped, and no login was clean: `rollcall source try` shows"
                        + " what becomes of each record by okta (1a2b3c).");
        assertThat(both(skipped(999), clean(0))).isEmpty();
        assertThat(both(skipped(1_000), clean(1))).isEmpty();
    }

    /** A reset keeps the topics, whose offsets go on. Older jobs do not say where they began. */
    @Test
    void aMappingThatSkipsEverything_isAWarning_afterAResetToo() {
        Map<Integer, Long> began = Map.of(0, 512L, 1, 7L);
        assertThat(both(skipped(1_000), counted(Map.of(0, 512L, 1, 7L), began))).hasSize(1);
        assertThat(both(skipped(1_000), counted(Map.of(0, 512L, 1, 8L), began))).isEmpty();
        assertThat(both(skipped(1_000), counted(Map.of(0, 512L, 1, 7L, 2, 0L), began)))
                .hasSize(1);
        assertThat(both(skipped(1_000), counted(Map.of(0, 512L, 1, 7L, 2, 1L), began)))
                .isEmpty();
        assertThat(both(skipped(1_000), counted(Map.of(0, 512L, 1, 7L), Map.of())))
                .isEmpty();
    }

    /** The stats job that goes on at these offsets, and began at those. */
    private static JobReport counted(Map<Integer, Long> next, Map<Integer, Long> began) {
        Progress.Input input = new Progress.Input(NOW, 0, false, next).beganAt(began);
        return JobReport.after(null, Progress.of(JobName.STATS, NOW).with(input), NOW);
    }

    private static List<Problem> both(JobReport clean, JobReport stats) {
        return Judgement.of(Facts.of(NOW, Topics.DEFAULT, Map.of(JobName.CLEAN, clean, JobName.STATS, stats)));
    }

    private static JobReport skipped(long records) {
        Progress report = Progress.of(JobName.CLEAN, NOW)
                .with(Pipeline.of(Settings.defaults(), "").withSource("okta (1a2b3c)"))
                .with(new Progress.Input(NOW, 0, false, Map.of(0, records), records));
        return JobReport.after(null, report, NOW);
    }

    /** The stats job once it has read so many clean logins. */
    private static JobReport clean(long logins) {
        Progress report =
                Progress.of(JobName.STATS, NOW).with(new Progress.Input(NOW, 0, false, Map.of(0, logins, 1, 0L)));
        return JobReport.after(null, report, NOW);
    }

    @Test
    void jobThatNeverKnowsHowFarItIs_isStuck_withAndWithoutLag() {
        for (long lag : List.of(0L, 1L)) {
            Progress unknown = Progress.of(JobName.STATS, NOW).with(Progress.Input.UNKNOWN.withLag(lag));
            JobReport first = JobReport.after(null, unknown, NOW - 61_000);
            assertThat(judged(JobReport.after(null, unknown, NOW))).isEmpty();
            assertThat(Problem.stateName(judged(JobReport.after(first, unknown, NOW))))
                    .as("lag %d", lag)
                    .isEqualTo("stale");
        }
    }

    @Test
    void jobThatFails_isAWarningAtFirst_andSaysWhyOnceItIsStuckOrSilent() {
        Progress failing = stats(NOW, NOW - 5_000, 9).progress().withFailure("the disk is full");
        List<Problem> first = judged(JobReport.after(null, failing, NOW));
        assertThat(texts(first)).containsExactly("user_login_stats failed and is started again: the disk is full.");
        assertThat(Problem.stateName(first)).isEqualTo("up");

        List<Problem> stuck = judged(JobReport.after(JobReport.after(null, failing, NOW - 61_000), failing, NOW));
        assertThat(texts(stuck))
                .containsExactly("user_login_stats has made no progress since " + IsoTime.format(NOW - 61_000)
                        + ", and 9 records wait: the disk is full.");
        assertThat(Problem.stateName(stuck)).isEqualTo("stale");

        List<Problem> silent = judged(JobReport.after(null, failing, NOW - 31_000));
        assertThat(texts(silent))
                .containsExactly("user_login_stats has not reported since " + IsoTime.format(NOW - 31_000)
                        + ", when it failed: the disk is full.");
        assertThat(Problem.stateName(silent)).isEqualTo("stale");
    }

    @Test
    void droppedLogins_areDown_andLostRecordsAWarning() {
        Progress fine = stats(NOW, NOW, 0).progress();
        List<Problem> dropped = judged(JobReport.after(null, fine.with(new Progress.Losses(3, 0)), NOW));
        assertThat(texts(dropped))
                .singleElement()
                .asString()
                .contains("dropped 3 logins", "rollcall reset --job stats");
        assertThat(Problem.stateName(dropped)).isEqualTo("down");

        List<Problem> lost = judged(JobReport.after(null, fine.with(new Progress.Losses(0, 1)), NOW));
        assertThat(texts(lost))
                .singleElement()
                .asString()
                .startsWith("1 record was deleted before user_login_stats had read them");
        assertThat(Problem.anyRed(lost)).isFalse();
        assertThat(Problem.stateName(lost)).isEqualTo("up");
    }

    @Test
    void droppedLogins_areStillNamedWhenTheJobIsSilent() {
        Progress last = stats(NOW - 90_000, NOW - 90_000, 0).progress().with(new Progress.Losses(3, 0));
        List<Problem> problems = judged(JobReport.after(null, last, NOW - 90_000));
        assertThat(problems).hasSize(2);
        assertThat(Problem.stateName(problems)).isEqualTo("down");
    }

    @ParameterizedTest
    @CsvSource({"100, 5, true", "100, 5.01, false", "0, 0, true", "0, 0.1, false"})
    void shareOfRejectedLogins_isHealthyUpToTheLimit(double input, double rejected, boolean healthy) {
        Facts facts = facts(stats(NOW, NOW, 0)).withLastMinute(new Facts.Rates(input, rejected));
        assertThat(Judgement.of(facts).isEmpty()).isEqualTo(healthy);
        assertThat(texts(Judgement.of(facts)))
                .allSatisfy(line -> assertThat(line).contains("`rollcall tail user-login-rejected -o table`"));
    }

    @Test
    void clocksThatAreFarAhead_areNamed() {
        assertThat(Judgement.of(facts(stats(NOW, NOW, 0)).withNewestRaw(NOW + 30_000)))
                .isEmpty();
        assertThat(texts(Judgement.of(facts(stats(NOW, NOW, 0)).withNewestRaw(NOW + 3_000_000))))
                .singleElement()
                .asString()
                .startsWith("user-login has a record with a Kafka timestamp 50 min ahead");
        assertThat(texts(judged(stats(NOW + 31_000, NOW + 31_000, 0))))
                .containsExactly(
                        "The clock of this machine is 31 s behind Kafka's, so ages that it shows are wrong: set it.");
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(problem -> problem.message().toString()).toList();
    }

    private static List<Problem> judged(JobReport stats) {
        return Judgement.of(facts(stats));
    }

    private static Facts facts(JobReport stats) {
        Progress clean = Progress.of(JobName.CLEAN, NOW).with(Progress.Input.completeThrough(NOW));
        return Facts.of(
                NOW, Topics.DEFAULT, Map.of(JobName.CLEAN, JobReport.after(null, clean, NOW), JobName.STATS, stats));
    }

    private static JobReport stats(long at, long completeThrough, long lag) {
        Progress report = Progress.of(JobName.STATS, at)
                .with(Progress.Input.completeThrough(completeThrough).withLag(lag));
        return JobReport.after(null, report, at);
    }
}
