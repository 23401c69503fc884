package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.IsoTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not counted, or no longer, is not known. That is never 0. */
@Timeout(30)
class ApiNotCountedTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();

    /** Visits, rejected and late logins are counted for 24 h. */
    @Test
    void countsBeforeTheLast24Hours_areNull() {
        long before = TestServer.START - Duration.ofDays(2).toMillis();
        try (TestServer days = new TestServer(
                settings -> settings.with(SettingKey.DASHBOARD_HISTORY, "3d").with(SettingKey.RETENTION, "7d"))) {
            days.apply(before, "UT", 3);
            days.apply(TestServer.START, "UT", 4);
            JsonNode moment = days.json("/api/snapshot?at=" + IsoTime.format(before + 30_000));
            DOCUMENT.validate(DOCUMENT.at("#/components/schemas/PastSnapshot"), moment, "past snapshot");
            assertThat(moment.at("/totals/logins").asLong()).isEqualTo(3);
            for (String field : List.of(
                    "/visits/then",
                    "/rejected/then",
                    "/rejected/by_reason_then",
                    "/late/then",
                    "/states/0/visits_then")) {
                assertThat(moment.at(field).isNull()).as(field).isTrue();
            }
            for (String path : List.of("/api/snapshot", "/api/snapshot?window=filling")) {
                assertThat(days.json(path).path("history_from").asText())
                        .as(path)
                        .isEqualTo(IsoTime.format(before));
                assertThat(days.json(path).at("/visits/since").asText())
                        .as(path)
                        .isEqualTo(IsoTime.format(
                                TestServer.NOW - Duration.ofDays(1).toMillis()));
            }
            JsonNode range = days.json(
                    "/api/snapshot?from=" + IsoTime.format(before) + "&to=" + IsoTime.format(before + 30_000));
            DOCUMENT.validate(DOCUMENT.at("#/components/schemas/RangeSnapshot"), range, "range");
            assertThat(range.at("/visits/total").asLong()).isEqualTo(3);
            for (String field : List.of("/rejected/total", "/rejected/by_reason", "/late/total")) {
                assertThat(range.at(field).isNull()).as(field).isTrue();
            }
        }
    }

    @Test
    void regions_areThoseThatAreCountedByTheirOwnName() {
        try (TestServer few = new TestServer(settings -> settings.with(SettingKey.LOCALES, "ut, qc,ny"))) {
            JsonNode regions = few.json("/api/regions");
            DOCUMENT.validate(DOCUMENT.at("#/components/schemas/Regions"), regions, "regions");
            List<String> locales = new ArrayList<>();
            regions.path("regions")
                    .forEach(region -> locales.add(region.path("locale").asText()));
            assertThat(locales).containsExactly("NY", "UT");
            assertThat(regions.path("locales").toString()).isEqualTo("[\"NY\",\"QC\",\"UT\"]");
            assertThat(regions.path("population").asLong())
                    .as("of the whole country")
                    .isEqualTo(335_073_176L);
        }
        try (TestServer none = new TestServer(settings -> settings.with(SettingKey.LOCALES, "QC"))) {
            JsonNode regions = none.json("/api/regions");
            DOCUMENT.validate(DOCUMENT.at("#/components/schemas/Regions"), regions, "regions");
            assertThat(regions.path("regions")).isEmpty();
        }
    }
}
