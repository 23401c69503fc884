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

/** Makes jobs compute their output again. {@code rollcall reset} uses it, and the tests of the pipeline. */
public final class JobReset {
    /** A job that runs reports at least every 10 s. */
    private static final long RUNNING_MILLIS = 15_000;

    private final Settings settings;
    private final String checkpointLocation;
    private final Clock clock;

    /** A reset of the jobs that keep their checkpoints under this location. */
    public JobReset(Settings settings, String checkpointLocation, Clock clock) {
        this.settings = settings;
        this.checkpointLocation = checkpointLocation;
        this.clock = clock;
    }

    /** @throws UserError if one of these jobs reported in the last 15 s */
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
     * Deletes the checkpoints of the jobs, then the records of the topics and all progress reports. The checkpoints go
     * first, in case the reset is interrupted: a job that starts without a checkpoint over its old rows is correct, but
     * a job that continues from a checkpoint over an empty topic is not.
     */
    public void run(TopicAdmin admin, Collection<String> jobs, List<String> topics) {
        jobs.forEach(job -> Checkpoints.delete(checkpointLocation, job));
        admin.empty(topics);
        admin.empty(List.of(settings.topics().progress()));
    }
}
