package io.rollcall.app;

import io.rollcall.jobs.CleanJob;
import io.rollcall.jobs.LocalSpark;
import io.rollcall.jobs.StatsJob;
import io.rollcall.jobs.StopSignal;
import io.rollcall.jobs.TopicAdmin;
import io.rollcall.model.SettingKey;
import io.rollcall.model.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall up}: everything in one process. */
@Command(name = "up", description = "Run everything in one process: Kafka, both jobs, synthetic logins, the dashboard.")
final class UpCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Option(names = "--rate", paramLabel = "N", description = "Synthetic logins a second (default: 50).")
    private String rate;

    @Option(names = "--no-producer", description = "Make no synthetic logins.")
    private boolean noProducer;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the embedded Kafka (default: 29092; 0: a free one).")
    private String kafkaPort;

    @Option(names = "--dashboard-port", paramLabel = "PORT", description = "Port of the dashboard (default: 10501).")
    private String dashboardPort;

    @Option(names = "--spark-ui-port", paramLabel = "PORT", description = "Port of the Spark UI (default: 9090).")
    private String sparkUiPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Topics and checkpoints, kept across restarts (default: data/ beside the launcher).")
    private Path dataDir;

    @Override
    public void run() {
        CompletableFuture<Void> stop = StopSignal.install();
        Settings settings = settings();
        DataDirectory directory = DataDirectory.of(settings);
        PrintWriter out = spec.commandLine().getOut();
        try (DataDirectory.Lock lock = directory.lock()) {
            LogFiles.writeTo(directory.logs());
            try (LocalPipeline pipeline = new LocalPipeline(out)) {
                startParts(pipeline, settings, directory);
                out.println("Logs are in " + directory.logs() + ". Ctrl-C stops everything.");
                out.flush();
                Service.runUntilStopped(stop, pipeline.failure());
                out.println("stopping ...");
                out.flush();
            }
        }
    }

    private void startParts(LocalPipeline pipeline, Settings given, DataDirectory directory) {
        String checkpoints = directory.checkpointLocation(given);
        new CleanJob(given).verify(checkpoints, LocalSpark.hadoop());
        new StatsJob(given).verify(checkpoints, LocalSpark.hadoop());
        SparkPart spark =
                pipeline.hold(SparkPart.launch(given, given.integer(SettingKey.SPARK_UI_PORT), directory.scratch()));
        Settings settings = given;
        if (!kafkaOptions.isExternal(given)) {
            KafkaPart kafka = pipeline.start(
                    "Kafka", () -> KafkaPart.start(directory.kafka(), given.integer(SettingKey.KAFKA_PORT)));
            settings = given.with(SettingKey.BOOTSTRAP_SERVER, kafka.address());
        }
        try (TopicAdmin admin = new TopicAdmin(settings.kafka())) {
            admin.createMissing(settings);
        }
        Settings inForce = settings;
        if (!noProducer) {
            pipeline.start("Producer", () -> ProducerPart.start(inForce));
        }
        pipeline.start("Dashboard", () -> DashboardPart.start(inForce));
        pipeline.start("Spark", spark::ready);
        PrintWriter out = spec.commandLine().getOut();
        pipeline.start(
                "Job user_login_clean",
                () -> JobPart.start(spark.session(), inForce, new CleanJob(inForce), checkpoints, out));
        pipeline.start(
                "Job user_login_stats",
                () -> JobPart.start(spark.session(), inForce, new StatsJob(inForce), checkpoints, out));
    }

    private Settings settings() {
        Map<SettingKey, String> options = kafkaOptions.settings();
        KafkaOptions.put(options, SettingKey.RATE, rate);
        KafkaOptions.put(options, SettingKey.KAFKA_PORT, kafkaPort);
        KafkaOptions.put(options, SettingKey.DASHBOARD_PORT, dashboardPort);
        KafkaOptions.put(options, SettingKey.SPARK_UI_PORT, sparkUiPort);
        KafkaOptions.putPath(options, SettingKey.DATA_DIR, dataDir);
        return main.settings(options);
    }
}
