package io.rollcall.jobs.submit;

import io.rollcall.geo.GeoSetting;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.SourceSetting;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command under {@code spark-submit}: its options, and its errors as one line. */
abstract class SubmittedCommand implements Runnable {
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

    @Option(
            names = "--geo-database",
            paramLabel = "FILE",
            description =
                    "A database in MaxMind's format (.mmdb), which knows where addresses are: a file that the driver"
                            + " has, and that every executor has at the same path or by --files (default: none).")
    @SettingOption(SettingKey.GEO_DATABASE)
    private String geoDatabase;

    @Option(names = "--geo-follow", description = "Go on with another database of addresses than before.")
    @SettingOption(SettingKey.GEO_FOLLOW)
    private Boolean geoFollow;

    @Option(
            names = "--locales",
            paramLabel = "us|world|LIST",
            description = "Places that are counted by their own name: us, world, or a list of codes (default: us).")
    @SettingOption(SettingKey.LOCALES)
    private String locales;

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

    /** Parses the options and runs the command; returns the exit code. */
    static int run(SubmittedCommand submitted, String... args) {
        return new CommandLine(submitted)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (e, given) -> tell(OptionProblem.of(e, given), CommandLine.ExitCode.USAGE))
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
    public final void run() {
        Settings settings = settings();
        settings.doubts().forEach(doubt -> System.err.println("! " + doubt.render(key -> name(spec, key))));
        String checkpoints = settings.text(SettingKey.CHECKPOINT_LOCATION);
        if (checkpoints.isEmpty()) {
            throw UserError.usage(Message.of(
                    "{} is missing: name a folder or URL that the driver and all executors reach",
                    SettingKey.CHECKPOINT_LOCATION));
        }
        SourceSetting.mapping(settings); // its problems are known before anything starts
        GeoSetting.database(settings);
        run(settings, checkpoints);
    }

    /** Runs the command. @param checkpoints folder or URL under which each job has its checkpoint */
    abstract void run(Settings settings, String checkpoints);

    private Settings settings() {
        Map<SettingKey, String> given = new EnumMap<>(SettingKey.class);
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            setting(option).filter(key -> value != null).ifPresent(key -> given.put(key, value.toString()));
        }
        SettingsLoader loader = new SettingsLoader(System.getenv());
        Settings settings = loader.load(config, given);
        if (!loader.ignoredVariables().isEmpty()) {
            LoggerFactory.getLogger(SubmittedCommand.class)
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
}
