package io.rollcall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final long NOW = 1_700_000_000_000L;

    @Test
    void jobsThatReportAndKeepUp_haveNoProblems() {
        assertThat(diagnosis(topics(50, 1), report(NOW - 9_000, NOW - 15_000, 12, 0, false)))
                .isEmpty();
    }

    @Test
    void missingTopicsAndJobs_areNamedWithWhatToStart() {
        List<TopicFacts> none =
                Topics.DEFAULT.all().stream().map(name -> facts(name, 0, 0)).toList();
        assertThat(Diagnosis.of(Topics.DEFAULT, none, Map.of(), NOW))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("These topics do not exist: user-login, "))
                .anySatisfy(line -> assertThat(line).contains("user_login_stats has not reported", "`rollcall stats`"));
    }

    @Test
    void silentJob_isReportedAsNotRunning() {
        assertThat(diagnosis(topics(50, 0), report(NOW - 180_000, NOW - 180_000, 0, 0, false)))
                .singleElement()
                .asString()
                .startsWith("user_login_stats reported last 3 min ago, so it is not running");
    }

    @Test
    void jobThatIsBehind_isReportedWithTimeAndRecords() {
        assertThat(diagnosis(topics(50, 0), report(NOW, NOW - 7_200_000, 1_234_567, 0, true)))
                .containsExactly("user_login_stats is 2 h behind, by 1,234,567 records, and catching up.");
        assertThat(diagnosis(topics(50, 0), report(NOW, NOW - 61_000, 9, 0, false)))
                .singleElement()
                .asString()
                .contains("61 s behind, by 9 records: give it more cores");
    }

    @Test
    void droppedAndManyRejectedLogins_areReportedWithWhatToDo() {
        assertThat(diagnosis(topics(50, 5), report(NOW, NOW, 0, 3, false)))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("dropped 3 logins", "rollcall reset --job stats"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("10 % of the last minute's logins were rejected")
                        .contains("rollcall tail user-login-rejected -o table"));
    }

    private static List<String> diagnosis(List<TopicFacts> topics, Progress stats) {
        Progress clean = Progress.of(JobName.CLEAN, NOW).with(Progress.Input.completeThrough(NOW));
        return Diagnosis.of(Topics.DEFAULT, topics, Map.of(JobName.CLEAN, clean, JobName.STATS, stats), NOW);
    }

    private static Progress report(long at, long completeThrough, long lag, long dropped, boolean catchingUp) {
        return Progress.of(JobName.STATS, at)
                .with(new Progress.Input(completeThrough, lag, catchingUp, Map.of()))
                .with(new Progress.Losses(dropped, 0));
    }

    private static List<TopicFacts> topics(double in, double rejected) {
        return Topics.DEFAULT.all().stream()
                .map(name -> facts(name, 2, name.equals("user-login-rejected") ? rejected : in))
                .toList();
    }

    private static TopicFacts facts(String name, int partitions, double perSecond) {
        return new TopicFacts(name, partitions, 0, 0, null, null, perSecond);
    }
}
