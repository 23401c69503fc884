package io.rollcall.app.command;

import io.rollcall.app.options.JobOptions;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.JobPart;
import io.rollcall.app.pipeline.LocalPipeline;
import io.rollcall.app.pipeline.PipelineJob;
import io.rollcall.app.pipeline.PipelineWait;
import io.rollcall.app.pipeline.SparkPart;
import io.rollcall.app.pipeline.TemporaryFolder;
import io.rollcall.geo.GeoSetting;
import io.rollcall.jobs.checkpoint.CheckpointLock;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.settings.Settings;
import io.rollcall.source.mapping.SourceSetting;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs one job in this process, with its own Spark session. */
abstract class JobCommand implements Runnable {
    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    /** The job to run. */
    abstract PipelineJob job();

    @Override
    @SuppressWarnings("try") // the lock is only held
    public void run() {
        CompletableFuture<Void> stop = StopSignal.install();
        Settings settings = main.settingsOfParts(spec);
        DataDirectory directory = DataDirectory.of(settings);
        String checkpoints = directory.checkpointLocation(settings);
        PrintWriter out = spec.commandLine().getOut();
        PipelineJob job = job();
        SourceSetting.mapping(settings); // its problems are known before anything starts
        GeoSetting.database(settings);
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
        directory.claimCheckpoints(settings);
        try (CheckpointLock lock = CheckpointLock.take(checkpoints, List.of(job.jobName()));
                TemporaryFolder temporary = TemporaryFolder.create(directory.claim(directory.scratch()));
                LocalPipeline pipeline = new LocalPipeline(out)) {
            SparkPart spark = pipeline.start("Spark", () -> SparkPart.launch(settings, 0, temporary.path())
                    .ready());
            pipeline.start("Job " + job.jobName(), () -> JobPart.start(spark, settings, job, checkpoints, out));
            PipelineWait.untilStopped(stop, pipeline.failure());
        }
    }
}
