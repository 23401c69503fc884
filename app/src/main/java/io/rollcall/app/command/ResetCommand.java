package io.rollcall.app.command;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.options.Confirmation;
import io.rollcall.app.options.DataDirOption;
import io.rollcall.app.options.JobOptions;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.LogFiles;
import io.rollcall.geo.GeoSetting;
import io.rollcall.jobs.checkpoint.CheckpointLock;
import io.rollcall.jobs.reset.JobReset;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.ProcessLock;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.SourceSetting;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall reset}: deletes all data, or makes one job compute its output again. */
@Command(name = "reset", description = "Delete the data directory, or let one job compute its output again.")
final class ResetCommand implements Runnable {
    /** So many files of others are named. */
    private static final int MAX_NAMES = 5;

    private static final int CONNECT_MILLIS = 500;

    private static final List<String> JOBS = List.of(JobName.CLEAN, JobName.STATS);

    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    @Mixin
    private DataDirOption dataDir;

    @Option(
            names = "--job",
            paramLabel = "clean|stats",
            description =
                    "Only this job: it begins anew and counts again what its input still has; clean includes stats.")
    private JobReset.Scope job;

    @Mixin
    private Confirmation confirmation;

    @Override
    public void run() {
        Settings settings = main.settings(spec);
        SourceSetting.mapping(settings); // its problems are known before anything is deleted
        GeoSetting.database(settings);
        DataDirectory directory = DataDirectory.of(settings);
        directory.requireKnownFormat();
        if (job == null) {
            deleteAll(directory, checkpointsElsewhere(settings, directory));
        } else if (options.isExternal(settings)) {
            resetJob(settings, directory, true);
        } else {
            resetJobInEmbeddedKafka(settings, directory);
        }
    }

    /** Where the jobs of the embedded Kafka have their checkpoints, if that is not in the data directory. */
    private Optional<String> checkpointsElsewhere(Settings settings, DataDirectory directory) {
        return Optional.of(directory.checkpointLocation(settings))
                .filter(location -> !options.isExternal(settings)
                        && !location.equals(directory.checkpoints().toString()));
    }

    @SuppressWarnings("try") // the lock is only held
    private void deleteAll(DataDirectory directory, Optional<String> elsewhere) {
        // In this order: another reset may empty the directory between the two.
        if (directory.names(true).isEmpty() && !directory.isMissingOrEmpty()) {
            throw new UserError(Message.of(
                    "{} does not look like a data directory of Rollcall: check {}",
                    directory.path(),
                    SettingKey.DATA_DIR));
        }
        if (directory.isMissingOrEmpty()) {
            say("nothing to delete: there is nothing in " + directory.path());
            return;
        }
        try (ProcessLock lock = directory.lock()) {
            deleteAllLocked(directory, elsewhere);
        }
    }

    @SuppressWarnings("try") // the locks are only held
    private void deleteAllLocked(DataDirectory directory, Optional<String> elsewhere) {
        List<String> made = directory.names(true);
        List<String> jobs = made.contains(directory.checkpoints().getFileName().toString()) ? JOBS : List.of();
        List<String> others = directory.names(false);
        try (CheckpointLock running =
                        CheckpointLock.take(directory.checkpoints().toString(), jobs);
                CheckpointLock runningElsewhere = elsewhere
                        .map(location -> CheckpointLock.takeExisting(location, JOBS))
                        .orElse(null)) {
            if (!others.isEmpty()) {
                say("Rollcall did not make these files of " + directory.path() + ", and keeps them: " + some(others));
            }
            elsewhere.ifPresent(location -> say("keeps the checkpoints in " + location
                    + ": the jobs refuse to go on with them, so choose another location, or delete them"));
            confirm("Delete " + String.join(", ", made) + " in " + directory.path()
                    + ", with all topics and checkpoints?");
            directory.delete();
        }
        say("deleted " + String.join(", ", made) + " in " + directory.path());
    }

    private static String some(List<String> names) {
        String some = String.join(", ", names.stream().limit(MAX_NAMES).toList());
        return names.size() > MAX_NAMES ? some + " and " + (names.size() - MAX_NAMES) + " more" : some;
    }

    @SuppressWarnings("try") // the lock is only held
    private void resetJobInEmbeddedKafka(Settings settings, DataDirectory directory) {
        if (!directory.holdsRollcallData()) {
            say("nothing to reset: there is no data in " + directory.path());
            return;
        }
        try (ProcessLock lock = directory.lock()) {
            refuseIfKafkaAnswers(settings.text(SettingKey.BOOTSTRAP_SERVER));
            LogFiles.writeTo(directory.claim(directory.logs()));
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.kafka(), 0)) {
                resetJob(settings.with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer()), directory, false);
            }
        }
    }

    /** The jobs may run alone with the Kafka at the default address. A second one must not start on the same files. */
    private static void refuseIfKafkaAnswers(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    CONNECT_MILLIS);
        } catch (IOException nothingThere) {
            return;
        }
        throw new UserError(Message.of(
                "a Kafka answers at {}: to reset a job there, name it with {}; to reset a job of `rollcall up`, stop that"
                        + " Kafka first",
                address,
                SettingKey.BOOTSTRAP_SERVER));
    }

    @SuppressWarnings("try") // the lock is only held
    private void resetJob(Settings settings, DataDirectory directory, boolean mayReport) {
        String checkpoints = directory.checkpointLocation(settings);
        JobReset reset = new JobReset(settings, checkpoints, job, LocalSpark.hadoop(), Clock.systemUTC());
        if (!Files.exists(directory.checkpoints())) {
            directory.claimCheckpoints(settings);
        }
        try (CheckpointLock lock = CheckpointLock.take(checkpoints, reset.jobs());
                TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            if (mayReport) {
                say("looking whether a job reports (up to " + JobReset.REPORT_WATCH.toSeconds() + " s) ...");
                reset.refuseIfReporting(JobReset.REPORT_WATCH);
            }
            reset.announcement().forEach(this::say);
            confirm("Go on?");
            reset.run(admin, this::say);
        }
        say("done: " + String.join(" and ", reset.jobs()) + " will begin anew at the next start");
    }

    private void confirm(String question) {
        confirmation.require(question, "nothing was deleted");
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
