package io.rollcall.app;

import io.rollcall.jobs.CleanJob;
import io.rollcall.model.Settings;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall clean}: one job alone. */
@Command(name = "clean", description = "Run the job user_login_clean: raw logins to clean, late and rejected.")
final class CleanCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

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
            pipeline.start(
                    "Job user_login_clean",
                    () -> JobPart.start(spark.session(), settings, new CleanJob(settings), checkpoints, out));
            Service.runUntilStopped(stop, pipeline.failure());
        }
    }
}
