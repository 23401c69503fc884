package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.LocaleGroup;
import io.rollcall.dashboard.history.WindowHistory;
import io.rollcall.model.progress.PipelineCheck;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Windowing;

/** What a board consists of. Not thread-safe: used under the board's lock. */
record BoardParts(
        WindowHistory history,
        RejectedAndLate rejectedAndLate,
        PipelineCheck check,
        JobReports jobs,
        NoticeWriter notices,
        RowIntake rows,
        BoardReader reader,
        BoardChanges.Collector changes) {
    /** Empty parts for the windows, lateness and history of these settings. */
    static BoardParts of(Settings settings) {
        Windowing windowing = settings.windowing();
        long historyMillis = StatsBoard.historyMillis(settings);
        long tolerance = settings.duration(SettingKey.FUTURE_TOLERANCE).toMillis();
        HeldRows held = new HeldRows();
        BoardChanges.Collector changes = new BoardChanges.Collector();
        LocaleGroup unitedStates = UnitedStates.of(settings.locales());
        WindowHistory history = new WindowHistory(windowing, historyMillis, unitedStates);
        RejectedAndLate rejectedAndLate =
                new RejectedAndLate(windowing.slideMillis(), WindowHistory.visitsMillis(historyMillis));
        PipelineCheck check = new PipelineCheck(settings, "");
        JobReports jobs =
                new JobReports(check, settings.duration(SettingKey.LATENESS).toMillis());
        NoticeWriter notices = new NoticeWriter(settings.topics(), windowing, check, held);
        return new BoardParts(
                history,
                rejectedAndLate,
                check,
                jobs,
                notices,
                new RowIntake(windowing, tolerance, history, held, notices, changes),
                new BoardReader(windowing, history, rejectedAndLate, jobs, held, unitedStates),
                changes);
    }
}
