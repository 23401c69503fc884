package io.rollcall.jobs.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class KnownRowsTest {
    private static final long FLOOR = 1_000_000;
    private static final RowBasis OWN = new RowBasis("r", "c", "d");
    private static final RowBasis OTHER = new RowBasis("r", "c", "e");

    private final KnownRows known = new KnownRows(
            Windowing.DEFAULT,
            OWN,
            OptionalLong.of(FLOOR),
            basis -> basis != null && basis.clean().equals("gone"));

    @Test
    void aRowWithMoreLogins_isKnown_untilTheRebuildHasReachedIt() {
        apply(row(FLOOR, "UT", 5), OWN);
        apply(row(FLOOR, "UT", 3), OWN);
        apply(row(FLOOR + 10_000, "CA", 7), OWN);
        apply(row(FLOOR - 10_000, "CA", 7), OWN);
        assertThat(known.haveMoreThan(row(FLOOR, "UT", 4))).isTrue();
        assertThat(known.haveMoreThan(row(FLOOR, "UT", 5))).isFalse();
        assertThat(known.haveMoreThan(row(FLOOR, "CA", 1))).isFalse();
        assertThat(known.haveMoreThan(row(FLOOR - 10_000, "CA", 1))).isFalse();
        known.published(row(FLOOR, "UT", 5));
        assertThat(known.haveMoreThan(row(FLOOR, "UT", 4))).isFalse();
        assertThat(known.isEmpty()).isFalse();
        known.forgetUntil(FLOOR + 10_000 + 30_000 - 1);
        assertThat(known.isEmpty()).isFalse();
        known.forgetUntil(FLOOR + 10_000 + 30_000);
        assertThat(known.isEmpty()).isTrue();
        known.forgetUntil(Long.MIN_VALUE);
    }

    @Test
    void failedLoginsCountAsMuchAsLogins() {
        apply(row(FLOOR, "UT", 3, 4), OWN);
        apply(row(FLOOR, "UT", 6, 0), OWN);
        apply(row(FLOOR, "CA", 0, 2), OWN);
        assertThat(known.haveMoreThan(row(FLOOR, "UT", 6, 0))).isTrue();
        assertThat(known.haveMoreThan(row(FLOOR, "UT", 2, 5))).isFalse();
        assertThat(known.haveMoreThan(row(FLOOR, "CA", 1, 0))).isTrue();
    }

    @Test
    void rowsOfAnotherDefinition_areGivenOutOnce_unlessTheyAreWithdrawn() {
        apply(row(FLOOR, "UT", 5), OTHER);
        apply(row(FLOOR, "UT", 3), OWN); // the higher one is still valid
        apply(row(FLOOR, "CA", 5), OTHER);
        tombstone(row(FLOOR, "CA", 0));
        apply(row(FLOOR, "CA", 2), OWN);
        apply(new WindowStats(new Window(FLOOR, FLOOR + 60_000), "NY", 9, 1, 1), OWN);
        apply(row(FLOOR, "TX", 4), null);
        assertThat(known.removeOtherDefinitions())
                .containsExactlyInAnyOrder(
                        row(FLOOR, "UT", 0).key(), row(FLOOR, "NY", 0).key());
        assertThat(known.removeOtherDefinitions()).isEmpty();
        assertThat(known.haveMoreThan(row(FLOOR, "UT", 1))).isFalse();
        assertThat(known.haveMoreThan(row(FLOOR, "CA", 1))).isTrue();
        assertThat(known.haveMoreThan(row(FLOOR, "TX", 1))).isTrue();
    }

    /** A login of the old topic may be ahead of its time, and so lie in a window that the new topic has whole. */
    @Test
    void rowsOfAnotherRawTopic_areGivenOut_whereTheTopicIsKnown() {
        apply(row(FLOOR, "UT", 5), new RowBasis("gone", "c", "d"));
        apply(row(FLOOR, "CA", 5), new RowBasis("", "c", "d"));
        assertThat(known.removeOtherDefinitions())
                .containsExactly(row(FLOOR, "UT", 0).key());
        assertThat(known.haveMoreThan(row(FLOOR, "CA", 1))).isTrue();
    }

    @Test
    void rowsOfATopicThatIsGone_andRecordsThatAreNoRows_areToldApart() {
        known.apply(null, null, new RecordHeaders());
        known.apply(new byte[] {'x'}, null, new RecordHeaders());
        known.apply(null, new byte[] {'x'}, new RecordHeaders());
        apply(row(FLOOR, "UT", 5), OWN);
        assertThat(known.haveOtherTopic()).isFalse();
        apply(row(FLOOR, "UT", 5), new RowBasis("r", "gone", "d"));
        assertThat(known.haveOtherTopic()).isTrue();
    }

    private static WindowStats row(long start, String locale, long logins, long failed) {
        Failures failures = failed == 0 ? Failures.NONE : new Failures(failed, 1, List.of());
        return new WindowStats(Windowing.DEFAULT.window(start), locale, logins, 0, 0, failures);
    }

    private static WindowStats row(long start, String locale, long logins) {
        return new WindowStats(Windowing.DEFAULT.window(start), locale, logins, 1, 1);
    }

    private void apply(WindowStats row, RowBasis basis) {
        Headers headers = new RecordHeaders();
        if (basis != null) {
            headers.add(RowBasis.HEADER, basis.toBytes());
        }
        known.apply(row.key().getBytes(StandardCharsets.UTF_8), StatsJson.write(row), headers);
    }

    private void tombstone(WindowStats row) {
        known.apply(row.key().getBytes(StandardCharsets.UTF_8), null, new RecordHeaders());
    }
}
