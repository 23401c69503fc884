package io.rollcall.jobs.submit;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.JobRunner;
import io.rollcall.jobs.spark.ClusterSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import io.rollcall.model.settings.UserError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Runs one job under {@code spark-submit}, with the options of {@code rollcall clean} and {@code rollcall stats}. */
abstract class SubmittedJob implements Runnable, JobRunner.Status {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka to talk to (default: localhost:29092).")
    private String bootstrapServer;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client properties (SASL, TLS), read by the driver and passed to every client.")
    private String kafkaConfig;

    @Option(
            names = "--checkpoint-location",
            paramLabel = "LOCATION",
            description = "Where jobs keep their checkpoints, each by its name: a folder or URL that the driver and all"
                    + " executors reach.")
    private String checkpointLocation;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file of settings.")
    private Path config;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Function<Settings, Job> job;

    SubmittedJob(Function<Settings, Job> job) {
        this.job = job;
    }

    /** Parses the options and runs the job; returns the exit code. */
    static int run(SubmittedJob submitted, String... args) {
        return new CommandLine(submitted)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, given) -> tell(e.getMessage(), CommandLine.ExitCode.USAGE))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof UserError user) {
                        return tell(user.getMessage(), user.exitCode());
                    }
                    e.printStackTrace();
                    return tell("unexpected " + e, CommandLine.ExitCode.SOFTWARE);
                })
                .execute(args);
    }

    private static int tell(String problem, int exitCode) {
        System.err.println("rollcall: " + String.valueOf(problem).strip().replaceAll("\\s*\\R\\s*", "; "));
        return exitCode;
    }

    @Override
    public void run() {
        Settings settings = settings();
        String checkpoints = settings.text(SettingKey.CHECKPOINT_LOCATION);
        if (checkpoints.isEmpty()) {
            throw UserError.usage("--checkpoint-location is missing: name a folder or URL that the driver and all"
                    + " executors reach");
        }
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings), TopicAdmin.SERVICE_TIMEOUT)) {
            admin.createMissing(settings);
        }
        Job submitted = job.apply(settings);
        SparkSession spark = ClusterSpark.start(submitted.name());
        try (JobRunner runner = new JobRunner(spark, settings, submitted, checkpoints, Clock.systemUTC(), this)) {
            StopSignal.install().thenRun(runner::close);
            runner.run();
        } finally {
            spark.stop();
        }
    }

    private Settings settings() {
        Map<SettingKey, String> given = new EnumMap<>(SettingKey.class);
        put(given, SettingKey.BOOTSTRAP_SERVER, bootstrapServer);
        put(given, SettingKey.KAFKA_CONFIG, kafkaConfig);
        put(given, SettingKey.CHECKPOINT_LOCATION, checkpointLocation);
        return new SettingsLoader(System.getenv()).load(config, given);
    }

    private static void put(Map<SettingKey, String> settings, SettingKey key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    @Override
    public void running(String mode) {
        System.err.println("running in " + mode);
    }

    @Override
    public void retrying(String sentence) {
        System.err.println("! " + sentence);
    }
}
