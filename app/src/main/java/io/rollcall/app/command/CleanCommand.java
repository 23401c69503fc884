package io.rollcall.app.command;

import io.rollcall.app.pipeline.PipelineJob;
import picocli.CommandLine.Command;

/** {@code rollcall clean}: runs the clean job alone. */
@Command(
        name = "clean",
        description = "Run the job user_login_clean: from raw logins to clean, late and rejected ones.")
final class CleanCommand extends JobCommand {
    @Override
    PipelineJob job() {
        return PipelineJob.CLEAN;
    }
}
