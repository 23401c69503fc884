package io.rollcall.app;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.StatsJob;
import io.rollcall.model.Settings;
import picocli.CommandLine.Command;

/** {@code rollcall stats}: one job alone. */
@Command(name = "stats", description = "Run the job user_login_stats: clean logins to window statistics.")
final class StatsCommand extends JobCommand {
    @Override
    Job job(Settings settings) {
        return new StatsJob(settings);
    }
}
