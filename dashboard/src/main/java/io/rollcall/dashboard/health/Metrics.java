package io.rollcall.dashboard.health;

import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} says. */
public final class Metrics {
    private final StatsBoard board;
    private final Health health;
    private final Supplier<FeedStatus> feed;
    private final IntSupplier viewers;
    private final Clock clock;

    public Metrics(StatsBoard board, Health health, Supplier<FeedStatus> feed, IntSupplier viewers, Clock clock) {
        this.board = board;
        this.health = health;
        this.feed = feed;
        this.viewers = viewers;
        this.clock = clock;
    }

    public String text() {
        MetricsText text = new MetricsText();
        Snapshot now = board.current();
        Map<String, Component> components = health.components();
        boolean up = Health.overall(components) == Component.State.UP;
        text.single("rollcall_up", "gauge", "1 if current numbers are served.", up ? 1 : 0);
        text.metric("rollcall_component_up", "gauge", "1 if the component is well.");
        components.forEach((part, component) -> text.sample(
                "rollcall_component_up", Map.of("component", part), component.state() == Component.State.UP ? 1 : 0));
        text.single(
                "rollcall_visits",
                "gauge",
                "Logins of the last 24 hours.",
                now.now().visits());
        text.metric("rollcall_rejected_records", "gauge", "Distinct rejected records by reason.");
        now.now()
                .rejected()
                .forEach((reason, count) -> text.sample("rollcall_rejected_records", Map.of("reason", reason), count));
        text.single(
                "rollcall_late_records",
                "gauge",
                "Distinct records too late to be counted.",
                now.now().late());
        if (now.completeThroughMillis() != null) {
            text.single(
                    "rollcall_complete_through_age_seconds",
                    "gauge",
                    "Age of the time through which every login is counted.",
                    (clock.millis() - now.completeThroughMillis()) / 1000.0);
        }
        job(text, "rollcall_job_lag_records", "Records not processed yet.", r -> r.progress()
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
        job(text, "rollcall_job_rows_per_second", "Records a second of the last batch.", r -> r.progress()
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
        text.single("rollcall_dashboard_windows", "gauge", "Windows remembered.", board.windowCount());
        text.single(
                "rollcall_dashboard_archived_bytes",
                "gauge",
                "Bytes of the temporary directory that the history takes.",
                board.archivedBytes());
        text.single("rollcall_dashboard_viewers", "gauge", "Viewers of the stream.", viewers.getAsInt());
        text.single(
                "rollcall_dashboard_skipped_records_total",
                "counter",
                "Records that were not of the form.",
                feed.get().skippedRecords());
        return text.toString();
    }

    private void job(MetricsText text, String name, String help, ToDoubleFunction<StatsBoard.JobReport> value) {
        text.metric(name, "gauge", help);
        board.jobs().forEach((job, report) -> text.sample(name, Map.of("job", job), value.applyAsDouble(report)));
    }
}
