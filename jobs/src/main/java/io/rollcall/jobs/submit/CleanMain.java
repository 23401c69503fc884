package io.rollcall.jobs.submit;

import io.rollcall.jobs.clean.CleanJob;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code user_login_clean} under {@code spark-submit}. */
@Command(name = "user_login_clean", description = "Clean raw logins; keep late and rejected ones apart.")
public final class CleanMain extends SubmittedJob {
    @Option(
            names = "--source",
            paramLabel = "NAME|FILE",
            description = "What the raw logins look like: the name of a preset, or a mapping file, read by the driver"
                    + " (default: the built-in form).")
    @SettingOption(SettingKey.SOURCE)
    private String source;

    @Option(
            names = "--topic-raw",
            paramLabel = "TOPIC",
            description = "The topic of the raw logins (default: user-login).")
    @SettingOption(SettingKey.TOPIC_RAW)
    private String topicRaw;

    private CleanMain() {
        super(CleanJob::new);
    }

    /** Runs the job until it is stopped, then ends the JVM. */
    public static void main(String[] args) {
        System.exit(run(new CleanMain(), args));
    }
}
