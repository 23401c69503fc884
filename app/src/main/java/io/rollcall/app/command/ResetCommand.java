package io.rollcall.app.command;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.options.Confirmation;
import io.rollcall.app.options.JobOptions;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.LogFiles;
import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall reset}: deletes all data, or makes one job compute its output again. */
@Command(name = "reset", description = "Delete the data directory, or what one job wrote so that it computes it again.")
final class ResetCommand implements Runnable {
    /** A job that runs reports at least every 10 s. */
    private static final Duration REPORT_WATCH = Duration.ofSeconds(12);

    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The data directory of `rollcall up` (default: data/ beside the launcher).")
    @SettingOption(SettingKey.DATA_DIR)
    private Path dataDir;

    @Option(
            names = "--job",
            paramLabel = "clean|stats",
            description =
                    "Only this job: empty the topics that it writes and delete its checkpoint; clean includes stats.")
    private JobReset.Scope job;

    @Mixin
    private Confirmation confirmation;

    @Override
    public void run() {
        Settings settings = main.settings(spec);
        DataDirectory directory = DataDirectory.of(settings);
        if (job == null) {
            deleteAll(directory);
        } else if (options.isExternal(settings)) {
            resetJob(settings, directory, true);
        } else {
            resetJobInEmbeddedKafka(settings, directory);
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private void deleteAll(DataDirectory directory) {
        if (!Files.exists(directory.path())) {
            say("nothing to delete: there is no " + directory.path());
            return;
        }
        if (!directory.holdsRollcallData()) {
            throw new UserError(Message.of(
                    "{} does not look like a data directory of Rollcall: check {}",
                    directory.path(),
                    SettingKey.DATA_DIR));
        }
        try (DataDirectory.Lock lock = directory.lock()) {
            confirm("Delete " + directory.path() + " with all topics and checkpoints?");
            directory.delete();
        }
        say("deleted " + directory.path());
    }

    @SuppressWarnings("try") // the lock is only held
    private void resetJobInEmbeddedKafka(Settings settings, DataDirectory directory) {
        if (!directory.holdsRollcallData()) {
            say("nothing to reset: there is no data in " + directory.path());
            return;
        }
        LogFiles.writeTo(directory.logs());
        try (DataDirectory.Lock lock = directory.lock();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.kafka(), 0)) {
            resetJob(settings.with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer()), directory, false);
        }
    }

    private void resetJob(Settings settings, DataDirectory directory, boolean mayRun) {
        JobReset reset = new JobReset(
                settings, directory.checkpointLocation(settings), job, LocalSpark.hadoop(), Clock.systemUTC());
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            if (mayRun) {
                say("looking whether a job reports (up to " + REPORT_WATCH.toSeconds() + " s) ...");
                reset.refuseIfReporting(REPORT_WATCH);
            }
            reset.announcement().forEach(this::say);
            confirm("Go on?");
            reset.run(admin);
        }
        say("done: " + String.join(" and ", reset.jobs()) + " will begin anew at the next start");
    }

    private void confirm(String question) {
        if (!confirmation.isGiven(question)) {
            throw new UserError("nothing was deleted");
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
