package io.rollcall.app;

import io.rollcall.model.Settings;
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
        String checkpoints = DataDirectory.of(settings).checkpointLocation(settings);
        options.prepareTopics(settings);
        try (LocalPipeline pipeline = new LocalPipeline(spec.commandLine().getOut())) {
            pipeline.start("Job user_login_clean", () -> EntryPoints.cleanJob(settings, checkpoints));
            Service.runUntilStopped(stop, pipeline.failure());
        }
    }
}
