package io.rollcall.app;

import io.rollcall.jobs.StatsJob;
import io.rollcall.model.Settings;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall stats}: one job alone. */
@Command(name = "stats", description = "Run the job user_login_stats: clean logins to window statistics.")
final class StatsCommand implements Runnable {
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
                    "Job user_login_stats",
                    () -> JobPart.start(spark.session(), settings, new StatsJob(settings), checkpoints, out));
            Service.runUntilStopped(stop, pipeline.failure());
        }
    }
}
