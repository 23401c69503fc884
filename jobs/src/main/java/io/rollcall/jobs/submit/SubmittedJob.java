package io.rollcall.jobs.submit;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.JobRunner;
import io.rollcall.jobs.spark.ClusterSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import io.rollcall.model.settings.UserError;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one job under {@code spark-submit}, with the options of {@code rollcall clean} and {@code rollcall stats}. */
abstract class SubmittedJob implements Runnable, JobRunner.Status {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka to talk to (default: localhost:29092).")
    @SettingOption(SettingKey.BOOTSTRAP_SERVER)
    private String bootstrapServer;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client properties (SASL, TLS), read by the driver and passed to every client.")
    @SettingOption(SettingKey.KAFKA_CONFIG)
    private String kafkaConfig;

    @Option(
            names = "--checkpoint-location",
            paramLabel = "LOCATION",
            description = "Where jobs keep their checkpoints, each by its name: a folder or URL that the driver and all"
                    + " executors reach.")
    @SettingOption(SettingKey.CHECKPOINT_LOCATION)
    private String checkpointLocation;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file of settings.")
    private Path config;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

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
                        return tell(user.message().render(key -> name(command.getCommandSpec(), key)), user.exitCode());
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
            throw UserError.usage(Message.of(
                    "{} is missing: name a folder or URL that the driver and all executors reach",
                    SettingKey.CHECKPOINT_LOCATION));
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
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            setting(option).filter(key -> value != null).ifPresent(key -> given.put(key, value.toString()));
        }
        SettingsLoader loader = new SettingsLoader(System.getenv());
        Settings settings = loader.load(config, given);
        if (!loader.ignoredVariables().isEmpty()) {
            LoggerFactory.getLogger(SubmittedJob.class)
                    .debug("ignored variables of Kubernetes: {}", loader.ignoredVariables());
        }
        return settings;
    }

    /** The name of a setting for the user of this command: its option, or else its variable and key. */
    private static String name(CommandSpec command, SettingKey key) {
        return command.options().stream()
                .filter(option -> setting(option).filter(key::equals).isPresent())
                .map(OptionSpec::longestName)
                .findFirst()
                .orElseGet(key::variableAndKey);
    }

    private static Optional<SettingKey> setting(OptionSpec option) {
        return option.userObject() instanceof AnnotatedElement element
                ? Optional.ofNullable(element.getAnnotation(SettingOption.class))
                        .map(SettingOption::value)
                : Optional.empty();
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
