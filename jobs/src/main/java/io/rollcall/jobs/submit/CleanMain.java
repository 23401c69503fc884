package io.rollcall.jobs.submit;

import io.rollcall.jobs.clean.CleanJob;
import picocli.CommandLine.Command;

/** {@code user_login_clean} under {@code spark-submit}. */
@Command(name = "user_login_clean", description = "Clean raw logins; keep late and rejected ones apart.")
public final class CleanMain extends SubmittedJob {
    private CleanMain() {
        super(CleanJob::new);
    }

    /** Runs the job until it is stopped, then ends the JVM. */
    public static void main(String[] args) {
        System.exit(run(new CleanMain(), args));
    }
}
