package io.rollcall.app.pipeline;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.clean.CleanJob;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.jobs.stats.StatsJob;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Settings;
import java.util.function.Function;

/** The jobs that run in this process. */
public enum PipelineJob {
    /** Routes raw logins to clean, late and rejected. */
    CLEAN(JobName.CLEAN, CleanJob::new),
    /** Counts clean logins in windows. */
    STATS(JobName.STATS, StatsJob::new);

    private final String jobName;
    private final Function<Settings, Job> factory;

    PipelineJob(String jobName, Function<Settings, Job> factory) {
        this.jobName = jobName;
        this.factory = factory;
    }

    /** The name of the job's query, checkpoint and progress reports. */
    public String jobName() {
        return jobName;
    }

    /**
     * Compares the settings with those of the job's checkpoint, if there is one.
     *
     * @throws io.rollcall.model.settings.UserError if they differ
     */
    public void verify(Settings settings, String checkpoints) {
        create(settings).verify(checkpoints, LocalSpark.hadoop());
    }

    Job create(Settings settings) {
        return factory.apply(settings);
    }
}
