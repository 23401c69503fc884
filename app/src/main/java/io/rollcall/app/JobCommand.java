package io.rollcall.app;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.StopSignal;
import io.rollcall.model.Settings;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One job alone, on a Spark of its own in this process. */
abstract class JobCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    /** The job to run. */
    abstract Job job(Settings settings);

    @Override
    public void run() {
        CompletableFuture<Void> stop = StopSignal.install();
        Settings settings = main.settings(options.settings());
        DataDirectory directory = DataDirectory.of(settings);
        String checkpoints = directory.checkpointLocation(settings);
        PrintWriter out = spec.commandLine().getOut();
        options.prepareTopics(settings);
        try (LocalPipeline pipeline = new LocalPipeline(out)) {
            SparkPart spark = pipeline.start("Spark", () -> SparkPart.launch(settings, 0, directory.scratch())
                    .ready());
            Job job = job(settings);
            pipeline.start("Job " + job.name(), () -> JobPart.start(spark.session(), settings, job, checkpoints, out));
            Service.runUntilStopped(stop, pipeline.failure());
        }
    }
}
