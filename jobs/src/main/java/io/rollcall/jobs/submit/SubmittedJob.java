package io.rollcall.jobs.submit;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.JobRunner;
import io.rollcall.jobs.checkpoint.CheckpointLock;
import io.rollcall.jobs.progress.ReportPace;
import io.rollcall.jobs.spark.ClusterSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Runs one job under {@code spark-submit}, with the options of {@code rollcall clean} and {@code rollcall stats}. */
abstract class SubmittedJob extends SubmittedCommand implements JobRunner.Status {
    private final Function<Settings, Job> job;

    SubmittedJob(Function<Settings, Job> job) {
        this.job = job;
    }

    @Override
    @SuppressWarnings("try") // the lock is only held
    final void run(Settings settings, String checkpoints) {
        Job submitted = job.apply(settings);
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings), TopicAdmin.SERVICE_TIMEOUT)) {
            admin.createMissing(settings);
        }
        try (CheckpointLock lock = CheckpointLock.take(checkpoints, List.of(submitted.name()))) {
            SparkSession spark = ClusterSpark.start(submitted.name());
            try (JobRunner runner = new JobRunner(
                    spark, settings, submitted, checkpoints, ReportPace.DEFAULT, Clock.systemUTC(), this)) {
                StopSignal.install().thenRun(runner::close);
                runner.run();
            } finally {
                spark.stop();
            }
        }
    }

    @Override
    public void running(String mode) {
        System.err.println("running in " + mode);
    }

    @Override
    public void retrying(String sentence) {
        System.err.println("! " + sentence);
    }
}
