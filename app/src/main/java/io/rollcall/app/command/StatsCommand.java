package io.rollcall.app.command;

import io.rollcall.app.pipeline.PipelineJob;
import picocli.CommandLine.Command;

/** {@code rollcall stats}: runs the stats job alone. */
@Command(name = "stats", description = "Run the job user_login_stats: from clean logins to window statistics.")
final class StatsCommand extends JobCommand {
    @Override
    PipelineJob job() {
        return PipelineJob.STATS;
    }
}
