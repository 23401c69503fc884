package io.rollcall.dashboard.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.Component.State;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.http.TestServer;
import io.rollcall.model.progress.JobName;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health and metrics. */
@Timeout(30)
class HealthTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void health_isStarting_untilBothJobsHaveReported() throws Exception {
        assertThat(on.get("/health").statusCode()).isEqualTo(503);
        assertThat(on.head("/health").statusCode()).isEqualTo(503);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("starting");
        on.report(JobName.CLEAN, TestServer.NOW - 1_000, 0);
        on.report(JobName.STATS, TestServer.NOW - 30_000, 0);
        assertThat(on.get("/health").statusCode()).isEqualTo(200);
        assertThat(on.head("/health").statusCode()).isEqualTo(200);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("up");
        assertThat(on.json("/health").at("/components/stats/state").asText()).isEqualTo("up");
    }

    @Test
    void health_isStale_whenAJobIsSilentOrKafkaIsUnreachable() {
        on.report(JobName.CLEAN, TestServer.NOW - 31_000, 0);
        on.report(JobName.STATS, TestServer.NOW, 0);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("stale");
        assertThat(on.json("/health").at("/components/clean/reason").asText()).contains("user_login_clean");
        on.report(JobName.CLEAN, TestServer.NOW, 0);
        on.feed.status = new FeedStatus(
                new Component(State.STALE, "no connection to Kafka since then"), on.feed.status.consumer(), 0);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("stale");
        assertThat(on.get("/api/snapshot").statusCode()).isEqualTo(200);
    }

    @Test
    void health_isDown_whenLoginsWereDropped() {
        on.report(JobName.CLEAN, TestServer.NOW, 0);
        on.report(JobName.STATS, TestServer.NOW, 3);
        assertThat(on.get("/health").statusCode()).isEqualTo(503);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("down");
        assertThat(on.json("/health").at("/components/stats/reason").asText())
                .contains("dropped 3 logins", "rollcall reset --job stats");
    }

    @Test
    void health_isStale_whenAJobWithLagMakesNoProgress() {
        on.report(JobName.STATS, TestServer.NOW, 0);
        on.reportLag(JobName.CLEAN, TestServer.NOW - 62_000, 7, TestServer.NOW - 70_000);
        on.reportLag(JobName.CLEAN, TestServer.NOW - 1_000, 9, TestServer.NOW - 70_000);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("stale");
        assertThat(on.json("/health").at("/components/clean/reason").asText())
                .contains("no progress since", "9 records wait");
        on.reportLag(JobName.CLEAN, TestServer.NOW, 9, TestServer.NOW - 60_000);
        assertThat(on.json("/health").path("status").asText()).isEqualTo("up");
    }

    @Test
    void metrics_areInPrometheusTextFormat() {
        on.apply(TestServer.START, "UT", 3);
        on.report(JobName.CLEAN, TestServer.NOW - 2_000, 0);
        HttpResponse<String> answer = on.get("/metrics");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("rollcall_up 0\n", "rollcall_visits 3\n", "rollcall_dashboard_viewers 0\n")
                .contains("rollcall_job_lag_records{job=\"user_login_clean\"} 0\n")
                .contains("rollcall_job_report_age_seconds{job=\"user_login_clean\"} 2\n");
        assertThat(answer.body().lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+([{][a-z]+=\"[^\"]*\"[}])? -?[0-9.]+"));
    }

    @Test
    void alertRules_useExistingMetrics() throws Exception {
        on.report(JobName.CLEAN, TestServer.NOW - 1_000, 0);
        on.report(JobName.STATS, TestServer.NOW, 0);
        on.apply(TestServer.START, "UT", 3);
        String metrics = on.get("/metrics").body();
        String rules = Files.readString(Path.of("..", "deploy", "alerts.yaml"));
        assertThat(Pattern.compile("rollcall_[a-z_]+").matcher(rules).results().map(MatchResult::group))
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
    }
}
