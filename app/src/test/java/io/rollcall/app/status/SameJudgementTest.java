package io.rollcall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.health.Health;
import io.rollcall.kafka.newest.NewestLogins;
import io.rollcall.model.health.Facts;
import io.rollcall.model.health.Judgement;
import io.rollcall.model.health.Problem;
import io.rollcall.model.progress.HealthLimits;
import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.WindowStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard's health and {@code rollcall status} say the same of the same reports, and the alert rules use the limits. */
class SameJudgementTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final int ROUNDS = 2_000;

    @Test
    void healthAndStatus_agreeOnRandomReports() {
        Random random = new Random(46);
        Map<String, Integer> states = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            StatsBoard board = new StatsBoard(Settings.defaults());
            Map<String, JobReport> reports = new HashMap<>();
            for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
                long at = NOW - random.nextInt(150_000);
                for (int i = random.nextInt(4); i > 0; i--) {
                    Progress report = report(random, job, at);
                    board.applyProgress(report, at);
                    long timestamp = at;
                    reports.compute(job, (name, before) -> JobReport.after(before, report, timestamp));
                    at += random.nextInt(70_000);
                }
            }
            List<TopicFacts> topics = Topics.DEFAULT.all().stream()
                    .map(name -> new TopicFacts(name, 2, 0, null, null, null, 0))
                    .toList();
            List<Problem> status = Judgement.of(StatusFacts.of(Topics.DEFAULT, topics, reports, NOW));
            Map<String, Component> components = health(board).components();

            String state = Health.overall(components).name().toLowerCase(Locale.ROOT);
            assertThat(state).as("round %d: %s", round, reports).isEqualTo(Problem.stateName(status));
            assertThat(status)
                    .extracting(problem -> problem.message().toString())
                    .containsAll(components.values().stream()
                            .filter(Component::warns)
                            .map(Component::reason)
                            .toList());
            states.merge(state, 1, Integer::sum);
            board.close();
        }
        assertThat(states).containsOnlyKeys("up", "starting", "stale", "down");
    }

    @Test
    void healthAndStatus_saySameOfWindowsThatAreHeldApart() {
        Settings settings = Settings.defaults();
        long pane = settings.windowing().paneOf(NOW + Duration.ofMinutes(50).toMillis());
        try (StatsBoard board = new StatsBoard(settings)) {
            for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
                board.applyProgress(Progress.of(job, NOW).with(Progress.Input.completeThrough(NOW)), NOW);
            }
            settings.windowing()
                    .windowsOf(pane)
                    .forEach(window -> board.applyStats(new WindowStats(window, "UT", 1, 1, 1), null, null, NOW));
            NewestLogins newest = new NewestLogins(
                    List.of("UT", "UT", "UT"),
                    List.of(
                            new HeldApart.Login(pane + 1, NOW),
                            new HeldApart.Login(NOW + 30_000, NOW),
                            new HeldApart.Login(NOW + Duration.ofHours(25).toMillis(), NOW)));
            List<TopicFacts> topics = Topics.DEFAULT.all().stream()
                    .map(name -> new TopicFacts(name, 2, 0, null, null, NOW, 0))
                    .toList();
            Facts status = StatusFacts.of(Topics.DEFAULT, topics, board.jobs(), NOW)
                    .withHeldApart(StatusFacts.heldApart(settings, topics, newest));
            Component clean = health(board).components().get(Problem.CLEAN);
            assertThat(Judgement.of(status))
                    .singleElement()
                    .extracting(problem -> problem.message().toString())
                    .isEqualTo(clean.reason())
                    .asString()
                    .contains("The clock of a producer is fast: 3 windows are held apart", "50 min ahead");
        }
    }

    private static Health health(StatsBoard board) {
        return new Health(
                Topics.DEFAULT,
                board,
                () -> new FeedStatus(up(), up(), 0),
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    @Test
    void alertRules_useTheLimits() throws Exception {
        assertThat(secondsInAlertOn("rollcall_job_report_age_seconds")).isEqualTo(HealthLimits.MAX_SILENCE.toSeconds());
        assertThat(secondsInAlertOn("rollcall_complete_through_age_seconds"))
                .isEqualTo(HealthLimits.MAX_DELAY.toSeconds());
    }

    private static Progress report(Random random, String job, long at) {
        Long through = random.nextInt(4) == 0 ? null : Long.valueOf(at - random.nextInt(90_000));
        long lag = random.nextBoolean() ? 0 : random.nextInt(1_000);
        return Progress.of(job, at)
                .with(new Progress.Input(through, lag, random.nextBoolean(), Map.of()))
                .with(new Progress.Losses(random.nextInt(9) == 0 ? 3 : 0, random.nextInt(9) == 0 ? 1 : 0))
                .withFailure(random.nextInt(5) == 0 ? "the disk is full" : null);
    }

    private static long secondsInAlertOn(String metric) throws Exception {
        String rules = Files.readString(Path.of("..", "deploy", "alerts.yaml"));
        Matcher expression = Pattern.compile("expr: " + metric + " > (\\d+)\\n").matcher(rules);
        assertThat(expression.find()).as("a rule on " + metric).isTrue();
        return Long.parseLong(expression.group(1));
    }

    private static Component up() {
        return new Component(Component.State.UP, "connected");
    }
}
