package io.rollcall.dashboard.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.http.TestServer;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code deploy/grafana/rollcall.json} beside the metrics that exist. */
@Timeout(30)
class GrafanaDashboardTest {
    /** Columns of a Grafana dashboard. */
    private static final int COLUMNS = 24;

    private final JsonNode dashboard;

    GrafanaDashboardTest() throws IOException {
        dashboard = Json.readTree(Files.readAllBytes(Path.of("..", "deploy", "grafana", "rollcall.json")));
    }

    @Test
    void queries_areOfEveryMetric_andOfNoOther() {
        Set<String> metrics;
        try (TestServer on = new TestServer()) {
            on.report(JobName.CLEAN, TestServer.NOW - 1_000, 0);
            on.report(JobName.STATS, TestServer.NOW, 0);
            on.apply(TestServer.START, "UT", 3);
            metrics = names("(?m)^# TYPE (rollcall_[a-z_]+)", on.get("/metrics").body());
            on.reportSkipped(TestServer.NOW, 2);
            metrics.addAll(
                    names("(?m)^# TYPE (rollcall_[a-z_]+)", on.get("/metrics").body()));
        }
        List<String> queries = dashboard.findValuesAsText("expr");

        assertThat(queries).allMatch(query -> query.contains("{instance=~\"$instance\"}"));
        assertThat(names("(rollcall_[a-z_]+)", String.join("\n", queries))).isEqualTo(metrics);
    }

    @Test
    void panels_doNotOverlap_andSayWhatTheyShow() {
        Set<String> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            JsonNode at = panel.path("gridPos");
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            assertThat(at.path("x").asInt() + at.path("w").asInt()).as(title).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    assertThat(taken.add((at.path("x").asInt() + x) + ","
                                    + (at.path("y").asInt() + y)))
                            .as(title)
                            .isTrue();
                }
            }
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).as(title).endsWith(".");
                assertThat(panel.path("targets")).as(title).isNotEmpty();
            }
        }
        assertThat(ids).hasSizeGreaterThan(10);
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
