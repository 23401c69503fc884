package io.rollcall.app.command;

import io.rollcall.app.options.DataDirOption;
import io.rollcall.app.options.GeoOptions;
import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.LocalesOption;
import io.rollcall.app.options.SourceOptions;
import io.rollcall.app.options.UpOptions;
import io.rollcall.app.pipeline.DashboardPart;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.FreePorts;
import io.rollcall.app.pipeline.JobPart;
import io.rollcall.app.pipeline.KafkaPart;
import io.rollcall.app.pipeline.LocalPipeline;
import io.rollcall.app.pipeline.LogFiles;
import io.rollcall.app.pipeline.OpenFiles;
import io.rollcall.app.pipeline.PipelineJob;
import io.rollcall.app.pipeline.PipelineWait;
import io.rollcall.app.pipeline.ProducerPart;
import io.rollcall.app.pipeline.SparkPart;
import io.rollcall.app.pipeline.TemporaryFolder;
import io.rollcall.dashboard.access.AccessSettings;
import io.rollcall.geo.GeoSetting;
import io.rollcall.jobs.checkpoint.CheckpointLock;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.ProcessLock;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.source.mapping.SourceSetting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall up}: runs everything in one process. */
@Command(name = "up", description = "Run everything in one process: Kafka, both jobs, synthetic logins, the dashboard.")
final class UpCommand implements Runnable {
    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private SourceOptions source;

    @Mixin
    private GeoOptions geo;

    @Mixin
    private LocalesOption locales;

    @Mixin
    private UpOptions options;

    @Mixin
    private DataDirOption dataDir;

    @Override
    @SuppressWarnings("try") // the locks are only held
    public void run() {
        CompletableFuture<Void> stop = StopSignal.install();
        Settings settings = main.settingsOfParts(spec);
        AccessSettings.check(settings);
        SourceSetting.mapping(settings); // its problems are known before anything is made
        GeoSetting.database(settings);
        DataDirectory directory = DataDirectory.of(settings);
        PrintWriter out = spec.commandLine().getOut();
        String checkpoints = directory.checkpointLocation(settings);
        try (ProcessLock lock = directory.lock()) {
            LogFiles.writeTo(directory.claim(directory.logs()));
            OpenFiles.warnIfFew(out);
            FreePorts.require(settings, !kafkaOptions.isExternal(settings));
            directory.claimCheckpoints(settings);
            try (CheckpointLock jobs = CheckpointLock.take(checkpoints, List.of(JobName.CLEAN, JobName.STATS));
                    TemporaryFolder temporary = TemporaryFolder.create(directory.claim(directory.scratch()));
                    LocalPipeline pipeline = new LocalPipeline(out)) {
                startParts(pipeline, settings, directory, temporary);
                out.println("Logs are in " + directory.logs() + ". Ctrl-C stops everything.");
                out.flush();
                tellLauncher();
                PipelineWait.untilStopped(stop, pipeline.failure());
                out.println("stopping ...");
                out.flush();
            }
        }
    }

    /** Creates the file for which the launcher waits before it prepares faster starts, if it does. */
    private static void tellLauncher() {
        String file = System.getProperty("rollcall.started");
        try {
            if (file != null) {
                Files.createFile(Path.of(file));
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(UpCommand.class).info("faster starts are not prepared: {}", e.toString());
        }
    }

    private void startParts(
            LocalPipeline pipeline, Settings given, DataDirectory directory, TemporaryFolder temporary) {
        String checkpoints = directory.checkpointLocation(given);
        for (PipelineJob job : PipelineJob.values()) {
            job.verify(given, checkpoints);
        }
        SparkPart spark =
                pipeline.hold(SparkPart.launch(given, given.integer(SettingKey.SPARK_UI_PORT), temporary.path()));
        Settings settings = given;
        if (!kafkaOptions.isExternal(given)) {
            KafkaPart kafka = pipeline.start(
                    "Kafka",
                    () -> KafkaPart.start(directory.claim(directory.kafka()), given.integer(SettingKey.KAFKA_PORT)));
            settings = given.with(SettingKey.BOOTSTRAP_SERVER, kafka.address());
        }
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
        Settings inForce = settings;
        // Synthetic logins have the built-in form, and do not belong among those of another source.
        if (options.sendsLogins() && SourceSetting.mapping(given).isEmpty()) {
            pipeline.start("Producer", () -> ProducerPart.start(inForce));
        }
        pipeline.start("Dashboard", () -> DashboardPart.start(inForce));
        pipeline.start("Spark", spark::ready);
        PrintWriter out = spec.commandLine().getOut();
        for (PipelineJob job : PipelineJob.values()) {
            pipeline.start("Job " + job.jobName(), () -> JobPart.start(spark, inForce, job, checkpoints, out));
        }
    }
}
