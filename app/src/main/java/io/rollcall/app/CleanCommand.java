package io.rollcall.app;

import io.rollcall.jobs.CleanJob;
import io.rollcall.jobs.Job;
import io.rollcall.model.Settings;
import picocli.CommandLine.Command;

/** {@code rollcall clean}: one job alone. */
@Command(name = "clean", description = "Run the job user_login_clean: raw logins to clean, late and rejected.")
final class CleanCommand extends JobCommand {
    @Override
    Job job(Settings settings) {
        return new CleanJob(settings);
    }
}
