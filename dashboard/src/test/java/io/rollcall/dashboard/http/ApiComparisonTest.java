package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same window earlier. */
@Timeout(30)
class ApiComparisonTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void comparison_isTheSameWindowAnHourADayAndAWeekBefore_whereTheHistoryHasIt() {
        try (TestServer week = new TestServer(
                settings -> settings.with(SettingKey.DASHBOARD_HISTORY, "8d").with(SettingKey.RETENTION, "8d"))) {
            week.apply(TestServer.START - 7 * 86_400_000, "UT", 2);
            week.apply(TestServer.START - 86_400_000, "UT", 5);
            week.apply(TestServer.START - 3_600_000, "UT", 3);
            week.apply(TestServer.START - 3_600_000, "NY", 4);
            week.apply(TestServer.START - 3_600_000 + 10_000, "UT", 99);
            week.apply(TestServer.START, "UT", 6);
            JsonNode found = week.json("/api/comparison?start=2023-09-12T00:45:00Z");
            assertThat(Json.text(found))
                    .startsWith("{\"window\":{\"start\":\"2023-09-12T00:45:00.000Z\","
                            + "\"end\":\"2023-09-12T00:45:30.000Z\"},\"before\":[{\"ago_ms\":3600000,\"logins\":7,"
                            + "\"unique_users\":1,\"distinct_devices\":1},");
            assertThat(found.findValuesAsText("ago_ms")).containsExactly("3600000", "86400000", "604800000");
            assertThat(found.findValuesAsText("logins")).containsExactly("7", "5", "2");
            assertThat(week.json("/api/comparison?start=2023-09-12T00:45:10Z").findValuesAsText("logins"))
                    .containsExactly("99");
        }
        assertThat(on.json("/api/comparison?start=0001-01-01T00:00:00Z").path("before"))
                .isEmpty();
    }

    @Test
    void comparison_isZero_whereAllIsCountedAndThereWereNoLogins() {
        long hour = 3_600_000;
        on.apply(TestServer.START - 2 * hour, "UT", 3);
        on.apply(TestServer.START, "UT", 4);
        String path = "/api/comparison?start=2023-09-12T00:45:00Z";
        assertThat(on.json(path).path("before")).as("not known to be complete").isEmpty();
        long end = TestServer.START - hour + 30_000;
        on.reportLag(JobName.CLEAN, TestServer.NOW - 20_000, 0, end - 1);
        on.report(JobName.STATS, TestServer.NOW - 15_000, 0);
        assertThat(on.json(path).path("before"))
                .as("complete but for the last moment")
                .isEmpty();
        on.reportLag(JobName.CLEAN, TestServer.NOW - 10_000, 0, end);
        on.report(JobName.STATS, TestServer.NOW, 0);
        assertThat(Json.text(on.json(path)))
                .endsWith("\"before\":[{\"ago_ms\":3600000,\"logins\":0,\"unique_users\":0,\"distinct_devices\":0}]}");
        assertThat(on.json("/api/comparison?start=2023-09-11T23:44:50Z").path("before"))
                .as("before the history")
                .isEmpty();
    }

    @Test
    void comparison_reachesADayBack_byDefault() {
        try (TestServer day = new TestServer(settings -> settings)) {
            day.apply(TestServer.START - 86_400_000, "UT", 5);
            day.apply(TestServer.START, "UT", 6);
            day.apply(TestServer.START + 60_000, "UT", 7); // the window that is shown is not the newest one
            assertThat(day.json("/api/comparison?start=2023-09-12T00:45:00Z").findValuesAsText("ago_ms"))
                    .containsExactly("86400000");
        }
    }
}
