package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rejected and late logins: counted once each, the newest kept, and their rates over time. */
public class RejectedAndLateTest {
    private static final long NOW = IsoTime.parse("2023-09-12T01:00:00Z");

    private final StatsBoard board = new StatsBoard(Settings.defaults());

    @Test
    void eachRecord_countsOnce() {
        board.applyRejected(rejected("tombstone", 1), NOW);
        board.applyRejected(rejected("tombstone", 1), NOW);
        board.applyRejected(rejected("malformed_json", 2), NOW + 1);
        board.applyLate(new EventId(0, 7), NOW);
        board.applyLate(new EventId(0, 7), NOW);
        board.applyLate(new EventId(1, 7), NOW);
        assertThat(board.current().counts().rejected()).isEqualTo(Map.of("tombstone", 1L, "malformed_json", 1L));
        assertThat(board.current().counts().late()).isEqualTo(2);
        assertThat(board.newestRejected(10))
                .extracting(r -> r.path("offset").asInt())
                .containsExactly(2, 1);
    }

    @Test
    void elementsOfARecord_countEach() {
        for (int element : new int[] {0, 1, 0}) {
            board.applyRejected(rejected("mapping_error", 1).put("element", element), NOW);
            board.applyLate(new EventId(0, 1, element), NOW);
        }
        board.applyRejected(rejected("mapping_error", 1), NOW);
        assertThat(board.current().counts().rejected()).isEqualTo(Map.of("mapping_error", 3L));
        assertThat(board.current().counts().late()).isEqualTo(2);
        assertThat(board.newestRejected(10))
                .extracting(r -> r.path("element").asInt(-1))
                .containsExactly(1, 0, -1);
    }

    @Test
    void newestRejected_areKept_withLongValuesTruncated() {
        for (int offset = 0; offset < 300; offset++) {
            ObjectNode record = rejected("malformed_json", offset);
            record.put("value", "x".repeat(5_000));
            board.applyRejected(record, NOW + offset);
        }
        List<JsonNode> newest = board.newestRejected(1000);
        assertThat(newest).hasSize(200);
        assertThat(newest.get(0).path("offset").asInt()).isEqualTo(299);
        assertThat(newest.get(0).path("value").asText()).hasSize(2048);
        assertThat(newest.get(0).path("value_truncated").asBoolean()).isTrue();
    }

    @Test
    void rates_areByKafkaTimestamp_inIntervalsAsLongAsTheSlide() {
        board.applyRejected(rejected("tombstone", 1), NOW);
        board.applyRejected(rejected("malformed_json", 2), NOW + 9_999);
        board.applyLate(new EventId(0, 7), NOW + 10_000);
        board.applyLate(new EventId(0, 7), NOW + 20_000);
        assertThat(board.rates(NOW, NOW + 60_000))
                .containsExactly(new RejectedAndLateRate(NOW, 2, 0), new RejectedAndLateRate(NOW + 10_000, 0, 1));
        assertThat(board.rates(NOW + 10_000, NOW + 60_000)).hasSize(1);
        assertThat(board.newestRates()).hasSize(2);
    }

    @Test
    void totals_reachBackAsFarAsVisits_byTheBrokersClock() {
        board.applyLate(new EventId(0, 1), NOW - 10_000);
        board.applyRejected(rejected("tombstone", 1), NOW - 10_000);
        board.applyRejected(rejected("tombstone", 2), NOW);
        assertThat(board.current().counts().rejectedTotal()).isEqualTo(2);
        board.applyProgress(Progress.of(JobName.CLEAN, NOW), NOW + 86_400_000);
        assertThat(board.rates(Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(1);
        assertThat(board.current().counts().late()).isZero();
        assertThat(board.current().counts().rejected()).isEqualTo(Map.of("tombstone", 1L));
        WindowCases.row(NOW + 30_000, "UT", 1, List.of("user"), List.of("device"))
                .applyTo(board, NOW);
        assertThat(board.at(NOW + 59_999).countsThen().rejectedTotal()).isEqualTo(1);
        assertThat(board.newestRejected(10)).hasSize(1);
    }

    @Test
    void boardThatStartsLater_hasTheSameTotals() {
        StatsBoard later = new StatsBoard(Settings.defaults());
        Random random = new Random(3);
        int records = 30_000; // one each 5 s, which is 41 hours
        for (int i = 0; i < records; i++) {
            long time = NOW + i * 5_000L;
            long offset = 7L * (random.nextInt(10) == 0 ? Math.max(0, i - random.nextInt(20)) : i); // some come again
            // The topics keep 24 h, and a little more, because they are deleted by segments.
            boolean kept = time > NOW + records * 5_000L - 86_400_000 - 120_000;
            for (StatsBoard one : kept ? List.of(board, later) : List.of(board)) {
                one.applyRejected(rejected(i % 3 == 0 ? "tombstone" : "malformed_json", offset), time);
                one.applyLate(new EventId(i % 2, offset), time);
                one.applyProgress(Progress.of(JobName.CLEAN, time), time);
            }
            if (i % 500 == 0) {
                board.tidy();
            }
        }
        assertThat(board.current().counts()).isEqualTo(later.current().counts());
        assertThat(board.current().counts().late()).isBetween(15_000L, 17_280L);
        assertThat(board.rates(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(later.rates(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(board.newestRejected(200)).isEqualTo(later.newestRejected(200));
    }

    @Test
    void idsOfAnEmptiedTopic_countAgain() {
        board.applyRejected(rejected("tombstone", 1), NOW);
        board.applyLate(new EventId(0, 1), NOW);
        board.clearRejected();
        board.clearLate();
        board.applyRejected(rejected("malformed_json", 1), NOW + 1);
        board.applyLate(new EventId(0, 1), NOW + 1);
        assertThat(board.current().counts().rejected()).isEqualTo(Map.of("malformed_json", 1L));
        assertThat(board.current().counts().late()).isEqualTo(1);
    }

    /** A record of the rejected topic. */
    public static ObjectNode rejected(String reason, long offset) {
        return Json.object()
                .put("reason", reason)
                .put("detail", "It broke a rule.")
                .put("topic", "user-login")
                .put("partition", 0)
                .put("offset", offset);
    }
}
