package io.rollcall.model.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.stats.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    private static final long LATENESS = 60_000;

    private final Completeness completeness = new Completeness(LATENESS);

    @Test
    void nothingIsKnown_beforeBothJobsHaveReported() {
        clean(1_000, 900);
        assertThat(completeness.completeThroughMillis()).isNull();
        assertThat(completeness.isFinal(new Window(0, 10))).isFalse();
    }

    @Test
    void aReportOfClean_counts_onceStatsIsCompleteThroughALaterTime() {
        clean(1_000, 900);
        clean(2_000, 1_900);
        stats(1_000);
        assertThat(completeness.completeThroughMillis())
                .as("through the time of the report, but not later")
                .isNull();
        stats(1_001);
        assertThat(completeness.completeThroughMillis()).isEqualTo(900);
        stats(5_000);
        assertThat(completeness.completeThroughMillis()).isEqualTo(1_900);
    }

    @Test
    void reportsOfStats_mayBeReadLongBeforeThoseOfClean() {
        stats(5_000);
        clean(1_000, 900);
        clean(4_999, 4_000);
        clean(5_000, 4_500);
        assertThat(completeness.completeThroughMillis()).isEqualTo(4_000);
    }

    @Test
    void aReportOfCleanThatFallsBack_counts() {
        clean(1_000, 900);
        clean(2_000, 100);
        stats(3_000);
        assertThat(completeness.completeThroughMillis()).isEqualTo(100);
    }

    @Test
    void afterTheBrokersClockWasSetBack_earlierReportsNoLongerCount() {
        clean(9_000, 8_000);
        clean(1_000, 700);
        stats(2_000);
        assertThat(completeness.completeThroughMillis()).isEqualTo(700);
        stats(10_000);
        assertThat(completeness.completeThroughMillis()).isEqualTo(700);
    }

    @Test
    void reportsWithoutATime_changeNothing() {
        completeness.apply(report(JobName.CLEAN, null, Map.of()), 1_000);
        completeness.apply(report(JobName.STATS, null, Map.of()), 1_000);
        stats(5_000);
        assertThat(completeness.completeThroughMillis()).isNull();
    }

    @Test
    void countedOffsets_neverDecrease_evenIfCleanStartsFromScratch() {
        completeness.apply(report(JobName.CLEAN, 900L, Map.of(0, 50L, 1, 7L)), 1_000);
        completeness.apply(report(JobName.CLEAN, 100L, Map.of(0, 3L, 1, 9L)), 2_000);
        assertThat(completeness.countedOffsets()).isEmpty();
        stats(3_000);
        assertThat(completeness.countedOffsets()).isEqualTo(Map.of(0, 50L, 1, 9L));
    }

    @Test
    void aWindowIsFinal_oneLatenessAfterItsEnd() {
        Window window = new Window(0, 30_000);
        stats(1_000_000);
        clean(500_000, 30_000 + LATENESS - 1);
        assertThat(completeness.isFinal(window)).isFalse();
        clean(500_001, 30_000 + LATENESS);
        assertThat(completeness.isFinal(window)).isTrue();
    }

    @Test
    void nothingIsCompleteThroughATimeThatHasNotCome() {
        stats(1_000_000);
        clean(500_000, 3_500_000);
        assertThat(completeness.completeThroughMillis()).isEqualTo(500_000);
    }

    private void clean(long atMillis, long throughMillis) {
        completeness.apply(report(JobName.CLEAN, throughMillis, Map.of()), atMillis);
    }

    private void stats(long throughMillis) {
        completeness.apply(report(JobName.STATS, throughMillis, Map.of()), throughMillis);
    }

    private static Progress report(String job, Long through, Map<Integer, Long> offsets) {
        return Progress.of(job, 0).with(new Progress.Input(through, 0, false, offsets));
    }
}
