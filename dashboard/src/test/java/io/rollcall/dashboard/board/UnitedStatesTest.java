package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The United States as a whole: logins are sums of the states, users and devices are those of united sketches. */
class UnitedStatesTest {
    private static final long NOW = IsoTime.parse("2023-09-12T02:00:00Z");
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");
    private static final long END = START + 30_000;

    private final StatsBoard board =
            new StatsBoard(Settings.defaults().with(SettingKey.LOCALES, "UT,CA,PR,USA,CAN,DEU,UNK"));

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void aUserOfTwoStates_isOneUserOfTheWhole_andOfNoOtherCountry() {
        apply(START, "UT", 3, "ada", "bob");
        apply(START, "CA", 2, "ada");
        apply(START, "USA", 1, "cyd");
        apply(START, "CAN", 7, "ada", "dan", "eve");
        apply(START, "UNK", 1, "fay");
        apply(START, "OTHER", 1, "gil");
        Snapshot snapshot = board.at(END);
        assertThat(snapshot.ofUnitedStates()).isEqualTo(new Totals(6, 3, 3));
        assertThat(snapshot.totals()).isEqualTo(new Totals(15, 7, 7));
        assertThat(snapshot.byLocale()).doesNotContainKey(UnitedStates.NAME);
        JsonNode json = BoardJson.full(snapshot, NOW).path("united_states");
        assertThat(json.path("locale").asText()).isEqualTo("US");
        assertThat(json.path("visits").asInt()).isEqualTo(6);
        assertThat(BoardJson.summary(snapshot, NOW).path("united_states")).isEqualTo(json);
    }

    @Test
    void rowsThatGrow_areWithdrawn_orComeLate_changeTheWhole() {
        apply(START, "UT", 1, "ada");
        apply(START, "UT", 2, "ada", "bob");
        assertThat(board.at(END).ofUnitedStates()).isEqualTo(new Totals(2, 2, 2));
        apply(START, "CA", 4, "cyd");
        board.withdrawStats(
                WindowCases.row(START, "UT", 2, List.of(), List.of()).stats().key());
        assertThat(board.at(END).ofUnitedStates()).isEqualTo(new Totals(4, 1, 1));
        apply(START, "PR", 1, "dan");
        assertThat(board.at(END).ofUnitedStates()).isEqualTo(new Totals(5, 2, 2));
    }

    @Test
    void rangesHistoryAndArchive_haveTheSameNumbers() {
        for (int i = 0; i < 4; i++) {
            apply(START + 30_000 * i, "UT", 2, "ada", "u" + i);
            apply(START + 30_000 * i, "CAN", 5, "zoe");
        }
        board.tidy();
        apply(START + 3_600_000, "DEU", 1, "hal");
        board.tidy();
        assertThat(board.archivedBytes()).isPositive();
        assertThat(board.range(START, START + 120_000).snapshot().ofUnitedStates())
                .isEqualTo(new Totals(8, 5, 5));
        assertThat(board.range(START, START + 120_000).snapshot().byLocale().keySet())
                .isEqualTo(Set.of("UT", "CAN"));
        assertThat(board.at(END).ofUnitedStates()).isEqualTo(new Totals(2, 2, 2));
        assertThat(board.history(START, END, "US").get(0).totals()).isEqualTo(new Totals(2, 2, 2));
        assertThat(board.history(START + 3_600_000, START + 3_630_000, "US")).isEmpty();
        apply(START, "CA", 1, "ada");
        assertThat(board.at(END).ofUnitedStates()).as("back from the archive").isEqualTo(new Totals(3, 2, 2));
        JsonNode past = BoardJson.full(board.at(END), NOW).path("united_states");
        assertThat(past.path("visits_then").asInt()).isEqualTo(3);
        assertThat(past.path("visits").asInt()).isEqualTo(9);
    }

    @Test
    void failedLogins_areThoseOfItsStates_withTheirReasons() {
        for (String locale : List.of("UT", "CA", "CAN")) {
            WindowCases.row(START, locale, 1, List.of("ada"), List.of("phone"))
                    .withFailed(List.of("ada"), List.of("wrong", "locked"))
                    .applyTo(board, NOW);
        }
        assertThat(board.at(END).ofUnitedStates()).isEqualTo(new Totals(2, 1, 1, 4, 1));
        JsonNode reasons = BoardJson.full(board.at(END), NOW).at("/united_states/failure_reasons");
        assertThat(reasons.at("/0/count").asInt()).isEqualTo(2);
        assertThat(reasons).hasSize(2);
    }

    @Test
    void withoutCountries_thereIsNoWhole() {
        try (StatsBoard states = new StatsBoard(Settings.defaults())) {
            row(START, "UT", 3, "ada").applyTo(states, NOW);
            assertThat(BoardJson.full(states.current(), NOW).has("united_states"))
                    .isFalse();
            assertThat(BoardJson.summary(states.current(), NOW).has("united_states"))
                    .isFalse();
            assertThat(states.history(START, END, "US")).isEmpty();
        }
    }

    @Test
    void withoutStates_thereIsNoWhole() {
        assertThat(UnitedStates.of(Set.of("CAN", "DEU", "UNK")).isEmpty()).isTrue();
        assertThat(UnitedStates.of(Set.of("CAN", "USA")).locales()).containsExactly("USA");
        assertThat(UnitedStates.of(Set.of("UT", "PR", "CAN")).locales()).containsExactlyInAnyOrder("UT", "PR");
    }

    private void apply(long start, String locale, int logins, String... users) {
        row(start, locale, logins, users).applyTo(board, NOW);
    }

    private static WindowCases.SketchedRow row(long start, String locale, int logins, String... users) {
        return WindowCases.row(start, locale, logins, List.of(users), List.of(users));
    }
}
