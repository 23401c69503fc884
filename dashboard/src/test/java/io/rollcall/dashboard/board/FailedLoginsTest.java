package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Failed logins on the board: their numbers, users and reasons, per state, nationwide, of ranges and of the archive. */
class FailedLoginsTest {
    private static final long NOW = IsoTime.parse("2023-09-12T02:00:00Z");
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");
    private static final List<String> ADA = List.of("ada");
    private static final List<String> NOBODY = List.of();

    private final StatsBoard board = new StatsBoard(Settings.defaults());

    @Test
    void numbersOfStates_areUnitedToTheCountry() {
        apply(START, "UT", 2, List.of("bob", "ada"), List.of("wrong", "wrong", "locked"));
        apply(START, "CA", 0, ADA, List.of("locked"));
        Snapshot snapshot = board.at(START + 30_000);
        assertThat(snapshot.totals()).isEqualTo(new Totals(2, 1, 1, 4, 2));
        assertThat(snapshot.byLocale().get("UT")).isEqualTo(new Totals(2, 1, 1, 3, 2));
        assertThat(snapshot.byLocale().get("CA")).isEqualTo(new Totals(0, 0, 0, 1, 1));
        JsonNode json = BoardJson.full(snapshot, NOW);
        assertThat(json.path("has_outcomes").asBoolean()).isTrue();
        assertThat(Json.text(json.path("totals")))
                .isEqualTo(
                        "{\"logins\":2,\"unique_users\":1,\"distinct_devices\":1,\"failed_logins\":4,\"failed_users\":2,"
                                + "\"failure_reasons\":[{\"reason\":\"locked\",\"count\":2},{\"reason\":\"wrong\",\"count\":2}]}");
        assertThat(Json.text(json.at("/states/0")))
                .isEqualTo(
                        "{\"locale\":\"CA\",\"logins\":0,\"unique_users\":0,\"distinct_devices\":0,\"failed_logins\":1,"
                                + "\"failed_users\":1,\"failure_reasons\":[{\"reason\":\"locked\",\"count\":1}],\"visits\":0,\"visits_then\":0}");
        assertThat(json.at("/visits/total").asInt()).isEqualTo(2);
    }

    @Test
    void windowWithoutFailedLogins_saysZero_onceAnotherOneHasSome() {
        apply(START, "UT", 2, NOBODY, List.of());
        assertThat(board.hasOutcomes()).isFalse();
        assertThat(Json.text(BoardJson.full(board.at(START + 30_000), NOW)))
                .doesNotContain("failed")
                .doesNotContain("reasons");
        apply(START + 60_000, "UT", 0, ADA, List.of("wrong"));
        JsonNode json = BoardJson.full(board.at(START + 30_000), NOW);
        assertThat(json.at("/totals/failed_logins").isNumber()).isTrue();
        assertThat(json.at("/totals/failed_logins").asInt()).isZero();
        assertThat(json.at("/states/0/failure_reasons").isEmpty()).isTrue();
        board.withdrawStats(new WindowStats(Windowing.DEFAULT.window(START + 60_000), "UT", 0, 0, 0).key());
        assertThat(board.hasOutcomes()).isFalse();
    }

    @Test
    void rowWithTheMostLoginsAndFailedLogins_counts_inAnyOrderOfArrival() {
        for (int seed = 0; seed < 20; seed++) {
            StatsBoard other = new StatsBoard(Settings.defaults());
            List<WindowCases.SketchedRow> rows = new ArrayList<>();
            rows.add(row(START, "UT", 0, ADA, List.of("wrong")));
            rows.add(row(START, "UT", 1, ADA, List.of("wrong")));
            rows.add(row(START, "UT", 1, ADA, List.of("wrong", "wrong", "wrong")));
            rows.add(row(START, "UT", 3, ADA, List.of("wrong", "wrong", "wrong")));
            Collections.shuffle(rows, new Random(seed));
            rows.forEach(row -> row.applyTo(other, NOW));
            assertThat(other.at(START + 30_000).totals()).isEqualTo(new Totals(3, 1, 1, 3, 1));
            assertThat(other.current().counts().visits()).isEqualTo(3);
        }
    }

    @Test
    void rangesAndTheArchive_haveTheSameNumbers() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            users.add("u" + i);
            apply(START + 30_000 * i, "UT", 1, List.of("u" + i, "u" + (i + 1)), List.of("r" + i % 30, "wrong"));
        }
        board.tidy();
        apply(START + 3_600_000, "UT", 1, NOBODY, List.of());
        board.tidy();
        assertThat(board.archivedBytes()).isPositive();
        Totals range = board.range(START, START + 30_000 * 40).snapshot().totals();
        assertThat(range).isEqualTo(new Totals(40, 1, 1, 80, users.size() + 1));
        JsonNode json = BoardJson.range(board.range(START, START + 30_000 * 40), NOW);
        assertThat(json.at("/totals/failed_logins").asInt()).isEqualTo(80);
        assertThat(json.at("/totals").has("failure_reasons")).isFalse();
        JsonNode past = BoardJson.full(board.at(START + 30_000), NOW);
        assertThat(past.at("/totals/failed_logins").asInt()).isEqualTo(2);
        assertThat(Json.text(past.at("/states/0/failure_reasons")))
                .isEqualTo("[{\"reason\":\"r0\",\"count\":1},{\"reason\":\"wrong\",\"count\":1}]");
        apply(START, "CA", 0, ADA, List.of("late one"));
        assertThat(BoardJson.full(board.at(START + 30_000), NOW).at("/totals/failure_reasons"))
                .hasSize(3);
        assertThat(Json.text(BoardJson.windows(board.history(START, START + 30_000, "UT"), true)))
                .contains("\"failed_logins\":2,\"failed_users\":2");
    }

    @Test
    void rowsForTheStream_areThoseOfTheTopic() {
        WindowCases.SketchedRow row = row(START, "UT", 1, ADA, List.of("wrong", "locked"));
        row.applyTo(board, NOW);
        assertThat(board.recentRows()).containsExactly(row.stats());
        assertThat(board.drainChanges().rows()).containsExactly(row.stats());
        WindowCases.SketchedRow sameNumbers = row(START, "UT", 1, ADA, List.of("wrong", "wrong"));
        sameNumbers.applyTo(board, NOW);
        assertThat(board.drainChanges().rows()).containsExactly(sameNumbers.stats());
    }

    private void apply(long start, String locale, int logins, List<String> users, List<String> reasons) {
        row(start, locale, logins, users, reasons).applyTo(board, NOW);
    }

    private static WindowCases.SketchedRow row(
            long start, String locale, int logins, List<String> users, List<String> reasons) {
        List<String> ids = logins == 0 ? NOBODY : List.of("one");
        WindowCases.SketchedRow row = WindowCases.row(start, locale, logins, ids, ids);
        return reasons.isEmpty() ? row : row.withFailed(users, reasons);
    }
}
