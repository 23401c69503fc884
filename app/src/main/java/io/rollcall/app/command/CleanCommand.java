package io.rollcall.app.command;

import io.rollcall.app.pipeline.PipelineJob;
import picocli.CommandLine.Command;

/** {@code rollcall clean}: one job alone. */
@Command(name = "clean", description = "Run the job user_login_clean: raw logins to clean, late and rejected.")
public final class CleanCommand extends JobCommand {
    @Override
    PipelineJob job() {
        return PipelineJob.CLEAN;
    }
}
