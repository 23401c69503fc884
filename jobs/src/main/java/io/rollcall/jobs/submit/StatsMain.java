package io.rollcall.jobs.submit;

import io.rollcall.jobs.stats.StatsJob;
import picocli.CommandLine.Command;

/** {@code user_login_stats} under {@code spark-submit}. */
@Command(name = "user_login_stats", description = "Count clean logins by window and state.")
public final class StatsMain extends SubmittedJob {
    private StatsMain() {
        super(StatsJob::new);
    }

    /** Runs the job until it is stopped, then ends the JVM. */
    public static void main(String[] args) {
        System.exit(run(new StatsMain(), args));
    }
}
