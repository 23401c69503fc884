package io.rollcall.app.command;

import io.rollcall.app.pipeline.PipelineJob;
import picocli.CommandLine.Command;

/** {@code rollcall stats}: one job alone. */
@Command(name = "stats", description = "Run the job user_login_stats: clean logins to window statistics.")
public final class StatsCommand extends JobCommand {
    @Override
    PipelineJob job() {
        return PipelineJob.STATS;
    }
}
