package io.rollcall.app.command;

import io.rollcall.app.options.ResetAdvice;
import io.rollcall.app.options.SettingOptions;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import io.rollcall.model.settings.UserError;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code rollcall}: the list of its subcommands, and the options that all of them accept. */
@Command(
        name = "rollcall",
        description = "Who is logging in, where, right now: from a Kafka topic of logins to a live map.",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true)
public final class RollcallCommand implements Runnable {
    private static final String CONFIG = "--config";
    private static final String VERBOSE = "--verbose";

    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            ProduceCommand.class,
            CleanCommand.class,
            StatsCommand.class,
            DashboardCommand.class,
            TailCommand.class,
            TopicsCommand.class,
            SourceCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            ReplayRejectedCommand.class,
            ResetCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            VersionCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "YAML file of settings, in place of conf/rollcall.yaml of an installation. Environment variables"
                            + " (ROLLCALL_...) and options take precedence.")
    private Path config;

    @Option(names = VERBOSE, scope = ScopeType.INHERIT, description = "Show the stack trace if the command fails.")
    private boolean verbose;

    private final OutputStream out;

    /** The settings in force; null until they are read. */
    private Settings settings;

    private RollcallCommand(OutputStream out) {
        this.out = out;
    }

    /**
     * Runs the command in this JVM.
     *
     * @return its exit code: 0 for success, 1 for a failure, 2 for bad usage
     */
    public static int run(OutputStream out, OutputStream err, String... args) {
        PrintWriter errors = utf8(err);
        try {
            return commandLine(out, commands(args))
                    .setOut(utf8(out))
                    .setErr(errors)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(Errors::badUsage)
                    .setExecutionStrategy(RollcallCommand::execute)
                    .setExecutionExceptionHandler(Errors::failed)
                    .execute(args);
        } catch (Error e) { // as where the limit on open files is so low that a class cannot be initialized
            return Errors.failed(e, errors, List.of(args).contains(VERBOSE));
        }
    }

    /** Picocli does not notice that an option within a group is given twice. */
    private static int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (OptionSpec option : last.commandSpec().options()) {
            if (!option.isMultiValue() && option.originalStringValues().size() > 1) {
                throw new OverwrittenOptionException(
                        last.commandSpec().commandLine(), option, option.longestName() + " is given twice");
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The command with all its subcommands, for tests that look at their options. */
    public static CommandLine commandLine() {
        return commandLine(OutputStream.nullOutputStream(), COMMANDS);
    }

    private static CommandLine commandLine(OutputStream out, List<Class<?>> commands) {
        CommandLine line = new CommandLine(new RollcallCommand(out));
        commands.forEach(line::addSubcommand);
        return line;
    }

    /** The named subcommand, or all if none is named. Picocli examines each class it is given, which takes time. */
    private static List<Class<?>> commands(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals(CONFIG)) {
                i++; // the value may be a command's name
                continue;
            }
            String word = args[i];
            List<Class<?>> named = COMMANDS.stream()
                    .filter(command ->
                            command.getAnnotation(Command.class).name().equals(word))
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        return COMMANDS;
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, such as up");
    }

    /** The settings in force. The options of the subcommand take precedence. */
    Settings settings(CommandSpec subcommand) {
        if (config != null && (Files.notExists(config) || Files.isDirectory(config))) {
            String problem = Files.isDirectory(config) ? " is a folder, not a file" : " does not exist";
            throw UserError.usage(CONFIG + " '" + config + "'" + problem + ": name a YAML file of settings");
        }
        if (config != null && !Files.isReadable(config)) {
            throw UserError.usage(CONFIG + " '" + config + "' cannot be read: make it readable for this user");
        }
        SettingsLoader loader = new SettingsLoader(System.getenv());
        settings = loader.load(config == null ? installedConfig() : config, SettingOptions.given(subcommand));
        if (!loader.ignoredVariables().isEmpty()) {
            LoggerFactory.getLogger(RollcallCommand.class)
                    .debug("ignored variables of Kubernetes: {}", loader.ignoredVariables());
        }
        return settings;
    }

    /** The settings in force of a command that starts parts of the pipeline. Prints a line for each doubt about them. */
    Settings settingsOfParts(CommandSpec subcommand) {
        Settings inForce = settings(subcommand);
        inForce.doubts().forEach(doubt -> subcommand
                .commandLine()
                .getOut()
                .println("! " + doubt.render(key -> SettingOptions.name(subcommand, key))));
        return inForce;
    }

    /** The settings file of an installation, which the launcher names; null in a clone. */
    private static Path installedConfig() {
        String file = System.getProperty("rollcall.config");
        return file == null ? null : Path.of(file);
    }

    /** Completes the commands in a message with the options that say where this command's Kafka and checkpoints are. */
    String withResetOptions(String message, String command) {
        boolean kafkaIsNamed = List.of("clean", "stats").contains(command);
        return settings == null ? message : ResetAdvice.complete(message, settings, config, kafkaIsNamed);
    }

    /** Standard output, for output that is binary or too large for a writer that flushes each line. */
    OutputStream out() {
        return out;
    }

    boolean verbose() {
        return verbose;
    }
}
