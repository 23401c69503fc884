package io.rollcall.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportScheduleTest {
    private static final BatchReport AT_START = BatchReport.of(new CommittedBatch(6, Map.of(0, 100L)));

    private final ReportSchedule schedule = new ReportSchedule(AT_START, false, ReportPace.DEFAULT);

    @Test
    void theFirstReport_isDueAtOnce_onTheLastCommittedBatch() throws Exception {
        assertThat(schedule.await()).isTrue();
        assertThat(schedule.due()).isEqualTo(new ReportSchedule.Due(AT_START, List.of()));
    }

    @Test
    void untilOneIsPublished_everyReportIsDueAtOnce() throws Exception {
        assertThat(schedule.await()).isTrue();
        assertThat(schedule.await()).isTrue();
    }

    @Test
    void batchesWithMissingRecords_areDueUntilTheyAreNoted_theLastBatchEveryTime() {
        BatchReport whole = batch(7, 100, 110, 10);
        BatchReport gap = batch(8, 110, 120, 9);
        BatchReport last = batch(9, 120, 130, 10);
        schedule.add(whole);
        schedule.add(gap);
        schedule.add(last);
        ReportSchedule.Due first = schedule.due();
        assertThat(first).isEqualTo(new ReportSchedule.Due(last, List.of(gap)));
        // Kafka failed, and another batch ended before it could be asked again.
        BatchReport later = batch(10, 130, 140, 8);
        schedule.add(later);
        ReportSchedule.Due second = schedule.due();
        assertThat(second).isEqualTo(new ReportSchedule.Due(later, List.of(gap, later)));
        schedule.noted(first);
        assertThat(schedule.due()).isEqualTo(new ReportSchedule.Due(later, List.of(later)));
        schedule.noted(second);
        assertThat(schedule.due()).isEqualTo(new ReportSchedule.Due(later, List.of()));
    }

    @Test
    void closing_endsEveryWait() throws Exception {
        schedule.published();
        schedule.close();
        assertThat(schedule.await()).isFalse();
        schedule.awaitRetry();
        assertThat(schedule.isClosed()).isTrue();
    }

    private static BatchReport batch(long number, long from, long to, long records) {
        return new BatchReport(number, Map.of(0, from), Map.of(0, to), records, 0, 0, 0, 0);
    }
}
