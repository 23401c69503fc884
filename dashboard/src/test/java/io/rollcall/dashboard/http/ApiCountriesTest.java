package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of a server that counts countries: they match docs/api.yaml, and have the United States as a whole. */
@Timeout(30)
class ApiCountriesTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();

    private final TestServer on =
            new TestServer(settings -> settings.with(SettingKey.LOCALES, "UT,CA,USA,CAN,DEU,UNK"));

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void regions_nameTheCountries_withoutTheUnitedStates() {
        JsonNode body = on.json("/api/regions");
        DOCUMENT.validate(DOCUMENT.at("#/components/schemas/Regions"), body, "regions");
        assertThat(body.path("countries").findValuesAsText("locale")).containsExactly("CAN", "DEU");
        assertThat(body.path("countries").findValuesAsText("name")).containsExactly("Canada", "Germany");
        long states = body.at("/united_states/population").asLong();
        long countries = body.at("/countries/0/population").asLong()
                + body.at("/countries/1/population").asLong();
        assertThat(body.path("population").asLong()).isEqualTo(states + countries);
    }

    @Test
    void regions_ofTheStatesAlone_haveNoCountries() {
        try (TestServer states = new TestServer()) {
            assertThat(states.json("/api/regions").has("countries")).isFalse();
            assertThat(states.json("/api/regions").has("united_states")).isFalse();
            assertThat(states.get("/api/windows?locale=US").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void everySnapshot_hasTheUnitedStatesAsAWhole() {
        setUp();
        check("/api/snapshot", "Snapshot");
        check("/api/snapshot?at=2023-09-12T00:45:30Z", "PastSnapshot");
        check("/api/snapshot?from=2023-09-12T00:45:00Z&to=2023-09-12T00:45:30Z", "RangeSnapshot");
    }

    private void check(String path, String schema) {
        JsonNode body = on.json(path);
        DOCUMENT.validate(DOCUMENT.at("#/components/schemas/" + schema), body, path);
        assertThat(body.at("/united_states/locale").asText()).isEqualTo("US");
        assertThat(body.at("/united_states/logins").asInt()).isEqualTo(6);
        assertThat(body.at("/united_states/unique_users").asInt())
                .as("one user")
                .isEqualTo(1);
        assertThat(body.path("states").findValuesAsText("locale")).containsExactly("CA", "CAN", "USA", "UT");
    }

    @Test
    void windowsOfTheWhole_areLikeThoseOfALocale() {
        setUp();
        JsonNode body = on.json("/api/windows?locale=us");
        DOCUMENT.validate(DOCUMENT.at("#/components/schemas/Windows"), body, "windows");
        assertThat(body.at("/windows/0/logins").asInt()).isEqualTo(6);
        assertThat(Json.text(on.json("/api/windows?locale=DEU"))).isEqualTo("{\"windows\":[]}");
    }

    @Test
    void pageWithoutScripts_hasATableOfCountriesWithLogins_andOneOfStates() {
        setUp();
        String html = on.get("/").body();
        String countries = html.substring(html.indexOf("Country</th>"), html.indexOf("State</th>"));
        String states = html.substring(html.indexOf("State</th>"));
        assertThat(countries)
                .contains(
                        "<th scope=\"row\">Canada</th><td>1</td><td>7</td>",
                        "<th scope=\"row\">United States</th><td>1</td><td>6</td>")
                .contains("Unknown", "Elsewhere")
                .doesNotContain("Germany", "Utah", "state unknown");
        assertThat(states)
                .contains(
                        "Utah", "California", "<th scope=\"row\">United States, state unknown</th><td>1</td><td>1</td>")
                .doesNotContain("Canada", "Unknown");
    }

    private void setUp() {
        on.apply(TestServer.START, "UT", 3);
        on.apply(TestServer.START, "CA", 2);
        on.apply(TestServer.START, "USA", 1);
        on.apply(TestServer.START, "CAN", 7);
        on.apply(TestServer.START + 20_000, "CAN", 1); // so that the window of the others is the current one
    }
}
