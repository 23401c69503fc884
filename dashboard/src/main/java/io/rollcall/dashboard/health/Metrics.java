package io.rollcall.dashboard.health;

import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.progress.JobReport;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics of {@code /metrics}. Thread-safe. Public for the HTTP server only. */
public final class Metrics {
    private final StatsBoard board;
    private final Health health;
    private final Supplier<FeedStatus> feed;
    private final IntSupplier viewers;
    private final Supplier<Map<String, Long>> refused;
    private final Clock clock;

    /**
     * Metrics of these parts.
     *
     * @param viewers gives the number of connected viewers
     * @param refused gives the number of refused connections, streams and requests by reason
     */
    public Metrics(
            StatsBoard board,
            Health health,
            Supplier<FeedStatus> feed,
            IntSupplier viewers,
            Supplier<Map<String, Long>> refused,
            Clock clock) {
        this.board = board;
        this.health = health;
        this.feed = feed;
        this.viewers = viewers;
        this.refused = refused;
        this.clock = clock;
    }

    /** All metrics in the text format of Prometheus. */
    public String text() {
        MetricsText text = new MetricsText();
        Snapshot snapshot = board.current();
        Map<String, Component> components = health.components();
        boolean up = Health.overall(components) == Component.State.UP;
        text.single("rollcall_up", "gauge", "1 if current numbers are served.", up ? 1 : 0);
        text.metric("rollcall_component_up", "gauge", "1 if the component works.");
        components.forEach((name, component) -> text.sample(
                "rollcall_component_up", Map.of("component", name), component.state() == Component.State.UP ? 1 : 0));
        text.single(
                "rollcall_visits",
                "gauge",
                "Logins of the last 24 hours.",
                snapshot.counts().visits());
        Totals totals = snapshot.totals();
        text.single("rollcall_window_logins", "gauge", "Logins in the current window.", totals.logins());
        text.single(
                "rollcall_window_failed_logins",
                "gauge",
                "Failed logins in the current window; 0 if the source does not tell how logins end.",
                totals.failedLogins());
        text.metric("rollcall_rejected_records", "gauge", "Distinct rejected records by reason.");
        snapshot.counts()
                .rejected()
                .forEach((reason, count) -> text.sample("rollcall_rejected_records", Map.of("reason", reason), count));
        text.single(
                "rollcall_late_records",
                "gauge",
                "Distinct records too late to be counted.",
                snapshot.counts().late());
        if (snapshot.completeThroughMillis() != null) {
            text.single(
                    "rollcall_complete_through_age_seconds",
                    "gauge",
                    "Age of the time through which every login is counted.",
                    (clock.millis() - snapshot.completeThroughMillis()) / 1000.0);
        }
        job(text, "rollcall_job_lag_records", "Input records not processed yet.", r -> r.progress()
                .input()
                .lag());
        job(
                text,
                "rollcall_job_dropped_rows",
                "Logins that arrived behind the horizon and were not counted; must be 0.",
                r -> r.progress().losses().droppedRows());
        job(text, "rollcall_job_lost_rows", "Records deleted before they were read.", r -> r.progress()
                .losses()
                .lostRows());
        if (board.jobs().values().stream().anyMatch(r -> r.progress().input().skippedRows() != null)) {
            text.metric("rollcall_job_skipped_rows", "gauge", "Records, or elements of records, that were no logins.");
            board.jobs().forEach((job, report) -> {
                if (report.progress().input().skippedRows() != null) {
                    text.sample(
                            "rollcall_job_skipped_rows",
                            Map.of("job", job),
                            report.progress().input().skippedRows());
                }
            });
        }
        job(text, "rollcall_job_rows_per_second", "Records per second in the last batch.", r -> r.progress()
                .batch()
                .rowsPerSecond());
        job(
                text,
                "rollcall_job_batch_seconds",
                "Duration of the last batch.",
                r -> r.progress().batch().millis() / 1000.0);
        job(text, "rollcall_job_state_rows", "Entries in the state store.", r -> r.progress()
                .state()
                .rows());
        job(
                text,
                "rollcall_job_report_age_seconds",
                "Age of the last progress record.",
                r -> (clock.millis() - r.timestampMillis()) / 1000.0);
        text.single("rollcall_dashboard_windows", "gauge", "Windows in the history.", board.windowCount());
        text.single(
                "rollcall_dashboard_archived_bytes",
                "gauge",
                "Size of the history's files in the temporary directory.",
                board.archivedBytes());
        text.single("rollcall_dashboard_viewers", "gauge", "Viewers connected to the stream.", viewers.getAsInt());
        text.metric(
                "rollcall_dashboard_refused_total", "counter", "Connections, streams and requests that were refused.");
        refused.get()
                .forEach((reason, count) ->
                        text.sample("rollcall_dashboard_refused_total", Map.of("reason", reason), count));
        text.single(
                "rollcall_dashboard_skipped_records_total",
                "counter",
                "Records skipped because they could not be parsed.",
                feed.get().skippedRecords());
        return text.toString();
    }

    private void job(MetricsText text, String name, String help, ToDoubleFunction<JobReport> value) {
        text.metric(name, "gauge", help);
        board.jobs().forEach((job, report) -> text.sample(name, Map.of("job", job), value.applyAsDouble(report)));
    }
}
