package io.rollcall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.health.Health;
import io.rollcall.model.progress.HealthLimits;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard's health, {@code rollcall status} and the alert rules judge by the same limits. */
class HealthLimitsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long SILENCE = HealthLimits.MAX_SILENCE.toMillis();
    private static final long DELAY = HealthLimits.MAX_DELAY.toMillis();

    private final StatsBoard board = new StatsBoard(Settings.defaults());
    private final Health health = new Health(
            board, () -> new FeedStatus(up(), up(), 0), Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void silentJob_isJudgedTheSameByStatusAndHealth(long beyondMillis, boolean healthy) {
        Progress last = report(NOW - SILENCE - beyondMillis, NOW - SILENCE - beyondMillis, 0);
        board.applyProgress(last, last.atMillis());

        assertThat(isUp()).isEqualTo(healthy);
        assertThat(diagnosis(last, 50, 0).isEmpty()).isEqualTo(healthy);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void jobWhoseOldestRecordWaits_isJudgedTheSameByStatusAndHealth(long beyondMillis, boolean healthy) {
        long oldest = NOW - DELAY - beyondMillis;
        Progress last = report(NOW, oldest, 9);
        board.applyProgress(report(oldest, oldest, 9), oldest);
        board.applyProgress(last, NOW);

        assertThat(isUp()).isEqualTo(healthy);
        assertThat(diagnosis(last, 50, 0).isEmpty()).isEqualTo(healthy);
    }

    @ParameterizedTest
    @CsvSource({"100, 5, true", "100, 5.01, false", "0, 0, true", "0, 0.1, false"})
    void shareOfRejectedLogins_isHealthyUpToTheLimit(double input, double rejected, boolean healthy) {
        assertThat(diagnosis(report(NOW, NOW, 0), input, rejected).isEmpty()).isEqualTo(healthy);
    }

    @Test
    void alertRules_useTheLimits() throws Exception {
        assertThat(secondsInAlertOn("rollcall_job_report_age_seconds")).isEqualTo(HealthLimits.MAX_SILENCE.toSeconds());
        assertThat(secondsInAlertOn("rollcall_complete_through_age_seconds"))
                .isEqualTo(HealthLimits.MAX_DELAY.toSeconds());
    }

    private static long secondsInAlertOn(String metric) throws Exception {
        String rules = Files.readString(Path.of("..", "deploy", "alerts.yaml"));
        Matcher expression = Pattern.compile("expr: " + metric + " > (\\d+)\\n").matcher(rules);
        assertThat(expression.find()).as("a rule on " + metric).isTrue();
        return Long.parseLong(expression.group(1));
    }

    private boolean isUp() {
        return health.components().get("stats").state() == Component.State.UP;
    }

    private static List<String> diagnosis(Progress stats, double input, double rejected) {
        Progress clean = report(JobName.CLEAN, NOW, NOW, 0);
        List<TopicFacts> facts = Topics.DEFAULT.all().stream()
                .map(name -> new TopicFacts(
                        name, 2, 0, 0, null, null, name.equals(Topics.DEFAULT.rejected()) ? rejected : input))
                .toList();
        return Diagnosis.of(Topics.DEFAULT, facts, Map.of(JobName.CLEAN, clean, JobName.STATS, stats), NOW);
    }

    private static Progress report(long at, long completeThrough, long lag) {
        return report(JobName.STATS, at, completeThrough, lag);
    }

    private static Progress report(String job, long at, long completeThrough, long lag) {
        ObjectNode json = Json.object();
        for (String counter : List.of("batch", "input_rows", "batch_millis", "state_rows", "state_bytes")) {
            json.put(counter, 0);
        }
        json.put("job", job)
                .put("at", IsoTime.format(at))
                .put("complete_through", IsoTime.format(completeThrough))
                .put("lag", lag)
                .put("dropped_rows", 0);
        return ProgressJson.read(Json.bytes(json));
    }

    private static Component up() {
        return new Component(Component.State.UP, "connected");
    }
}
