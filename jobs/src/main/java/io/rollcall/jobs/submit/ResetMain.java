package io.rollcall.jobs.submit;

import io.rollcall.jobs.checkpoint.CheckpointLock;
import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.ClusterSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code rollcall reset --job} under {@code spark-submit}: it reaches the checkpoint as the jobs do, with the file systems
 * and the Hadoop configuration of the cluster.
 */
@Command(name = "reset", description = "Make one job compute its output again. Stop the job first.")
public final class ResetMain extends SubmittedCommand {
    @Option(
            names = "--job",
            paramLabel = "clean|stats",
            required = true,
            description = "The job that begins anew; clean includes stats.")
    private JobReset.Scope job;

    @Option(names = "--yes", description = "Do it. Without this option it only says what it would do.")
    private boolean yes;

    private ResetMain() {}

    /** Resets, then ends the JVM. */
    public static void main(String[] args) {
        System.exit(run(new ResetMain(), args));
    }

    @Override
    @SuppressWarnings("try") // the lock is only held
    void run(Settings settings, String checkpoints) {
        JobReset reset = new JobReset(settings, checkpoints, job, ClusterSpark.hadoop(), Clock.systemUTC());
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings));
                CheckpointLock lock = CheckpointLock.take(checkpoints, reset.jobs())) {
            reset.refuseIfReporting(JobReset.REPORT_WATCH);
            reset.announcement().forEach(System.err::println);
            if (!yes) {
                throw UserError.usage("nothing was deleted: add --yes to go on");
            }
            reset.run(admin, System.err::println);
        }
        System.err.println("done: " + String.join(" and ", reset.jobs()) + " will begin anew at the next start");
    }
}
