package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is final before the rows are read, while settings differ, or by the reports of another pipeline. */
class BoardFinalityTest {
    private static final Settings DEFAULTS = Settings.defaults();
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");
    private static final long DONE = START + 90_000;

    private final StatsBoard board = new StatsBoard(DEFAULTS);

    @Test
    void reports_holdOnlyOnceTheirRowsAreRead() {
        board.awaitRows();
        apply();
        complete(DEFAULTS, "");
        assertThat(isFinal()).isFalse();
        assertThat(board.current().completeThroughMillis()).isNull();
        board.confirm(board.reportedMillis());
        assertThat(isFinal()).isTrue();
        assertThat(board.current().completeThroughMillis()).isEqualTo(DONE);
        assertThat(board.history(START, START + 30_000, null).get(0).isFinal()).isTrue();
        board.awaitRows();
        assertThat(isFinal()).isFalse();
    }

    @Test
    void reportsAfterTheOneThatWasConfirmed_doNotHoldYet_unlessTheyTakeItBack() {
        board.awaitRows();
        complete(DEFAULTS, "");
        board.confirm(DONE);
        report(JobName.CLEAN, DONE + 60_000, DONE + 60_000, DEFAULTS, "");
        report(JobName.STATS, DONE + 60_001, DONE + 60_002, DEFAULTS, "");
        assertThat(board.reportedMillis()).isEqualTo(DONE + 60_000);
        assertThat(board.current().completeThroughMillis()).isEqualTo(DONE);
        report(JobName.CLEAN, START, DONE + 70_000, DEFAULTS, "");
        report(JobName.STATS, DONE + 70_001, DONE + 70_002, DEFAULTS, "");
        assertThat(board.current().completeThroughMillis()).isEqualTo(START);
    }

    @Test
    void nothingIsFinal_whileAJobHasOtherSettings() {
        apply();
        complete(DEFAULTS.with(SettingKey.LATENESS, "2m"), "");
        assertThat(isFinal()).isFalse();
        assertThat(board.current().completeThroughMillis()).isNull();
        assertThat(board.notices().differences())
                .hasSize(2)
                .allMatch(sentence -> sentence.contains("lateness 2m (here 1m)"));
        complete(DEFAULTS, "");
        assertThat(isFinal()).isTrue();
        assertThat(board.notices().differences()).isEmpty();
    }

    @Test
    void nothingIsFinal_byReportsFromAnotherCluster() {
        board.setCluster("ours");
        apply();
        complete(DEFAULTS, "theirs");
        assertThat(isFinal()).isFalse();
        assertThat(board.notices().differences()).hasSize(2);
    }

    @Test
    void reportsOfAnotherPipeline_areOnlySaid() {
        apply();
        complete(DEFAULTS.with(SettingKey.TOPIC_RAW, "logins"), "");
        assertThat(isFinal()).isFalse();
        assertThat(board.jobs()).isEmpty();
        assertThat(board.current().asOfMillis()).isEqualTo(START);
        assertThat(board.drainChanges().progress()).isEmpty();
        assertThat(board.notices().otherPipeline()).contains("another pipeline", "logins");
        assertThat(board.notices().differences()).isEmpty();
    }

    @Test
    void aReport_isNotCompleteThroughATimeAfterIt() {
        report(JobName.CLEAN, DONE + 3_000_000, DONE, DEFAULTS, "");
        report(JobName.STATS, DONE + 3_000_000, DONE + 2, DEFAULTS, "");
        assertThat(board.reportedMillis()).isEqualTo(DONE);
    }

    private void apply() {
        WindowCases.row(START, "UT", 1, List.of("user"), List.of("device")).applyTo(board, START);
    }

    private void complete(Settings settings, String cluster) {
        report(JobName.CLEAN, DONE, DONE, settings, cluster);
        report(JobName.STATS, DONE + 1, DONE + 2, settings, cluster);
    }

    private void report(String job, long through, long timestamp, Settings settings, String cluster) {
        board.applyProgress(
                Progress.of(job, timestamp)
                        .with(Progress.Input.completeThrough(through))
                        .with(Pipeline.of(settings, cluster)),
                timestamp);
    }

    private boolean isFinal() {
        return board.at(START + 30_000).isFinal();
    }
}
