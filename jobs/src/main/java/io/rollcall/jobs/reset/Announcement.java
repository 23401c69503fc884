package io.rollcall.jobs.reset;

import io.rollcall.jobs.rebuild.RebuildPlan;
import io.rollcall.jobs.reset.JobReset.Scope;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.IsoTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reset will do, in sentences for a person. */
record Announcement(Settings settings, Scope scope, RebuildPlan plan, Clock clock) {
    List<String> lines() {
        Topics topics = settings.topics();
        List<String> lines = new ArrayList<>();
        if (scope == Scope.CLEAN) {
            lines.add("Deletes the checkpoints of both jobs, and all records of " + topics.clean() + ", " + topics.late()
                    + " and " + topics.rejected() + ".");
            lines.add("Rebuilds them from what " + topics.raw() + " holds.");
        } else {
            lines.add("Deletes the checkpoint of user_login_stats.");
        }
        String source = scope == Scope.CLEAN ? topics.raw() : topics.clean();
        lines.add("Counts " + windows() + " again, as " + source + " has all of their logins. "
                + (plan.replacesRows()
                        ? "Their rows on " + topics.stats() + " are replaced, because settings have changed."
                        : "Their rows on " + topics.stats() + " stay until they are reached, and none becomes lower."));
        plan.floorMillis()
                .ifPresent(floor -> lines.add("Keeps the rows of all earlier windows as they are: " + source
                        + " no longer has all of their logins."));
        return lines;
    }

    private String windows() {
        if (plan.floorMillis().isEmpty()) {
            return "all windows";
        }
        long floor = plan.floorMillis().getAsLong();
        long millis = clock.millis() - floor;
        String from = IsoTime.format(floor).replaceFirst("\\.\\d+Z", "Z");
        if (millis <= 0) {
            return "only windows to come, from " + from + " on,";
        }
        Duration time = Duration.ofMillis(millis);
        String span = time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
        return String.format(
                Locale.ROOT,
                "the windows from %s on (%s, %,d windows)",
                from,
                span,
                (millis + settings.windowing().slideMillis() - 1)
                        / settings.windowing().slideMillis());
    }
}
