package io.rollcall.app.command;

import io.rollcall.app.pipeline.Checkpoints;
import io.rollcall.app.status.LatestProgress;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Makes jobs rebuild what they wrote. */
public final class JobReset {
    /** A job reports every 10 s at least. */
    private static final long RUNNING_MILLIS = 15_000;

    private final Settings settings;
    private final String checkpointLocation;
    private final Clock clock;

    public JobReset(Settings settings, String checkpointLocation, Clock clock) {
        this.settings = settings;
        this.checkpointLocation = checkpointLocation;
        this.clock = clock;
    }

    /** @throws UserError if one of these jobs reported lately */
    void refuseIfRunning(TopicAdmin admin, Collection<String> jobs) {
        Map<String, Progress> latest = LatestProgress.read(admin, settings);
        for (String job : jobs) {
            Progress progress = latest.get(job);
            if (progress != null && clock.millis() - progress.atMillis() < RUNNING_MILLIS) {
                throw new UserError(job + " is running (it reported "
                        + Math.max(0, (clock.millis() - progress.atMillis()) / 1000)
                        + " s ago): stop it, wait 15 s, then reset it");
            }
        }
    }

    /**
     * Deletes the checkpoints first: should this be cut short, a job that starts afresh over its old rows is right,
     * one that carries on over an emptied topic is not. What the jobs said about how far they are goes too.
     */
    public void run(TopicAdmin admin, Collection<String> jobs, List<String> topics) {
        jobs.forEach(job -> Checkpoints.delete(checkpointLocation, job));
        admin.empty(topics);
        admin.empty(List.of(settings.topics().progress()));
    }
}
