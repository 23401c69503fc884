package io.rollcall.app;

import io.rollcall.app.command.CleanCommand;
import io.rollcall.app.command.DashboardCommand;
import io.rollcall.app.command.Errors;
import io.rollcall.app.command.ProduceCommand;
import io.rollcall.app.command.ReplayRejectedCommand;
import io.rollcall.app.command.ResetCommand;
import io.rollcall.app.command.RootCommand;
import io.rollcall.app.command.StatsCommand;
import io.rollcall.app.command.StatusCommand;
import io.rollcall.app.command.TailCommand;
import io.rollcall.app.command.TopicsCommand;
import io.rollcall.app.command.UpCommand;
import io.rollcall.app.command.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The {@code rollcall} command. */
@Command(
        name = "rollcall",
        description = "Who is logging in, where, right now: from a Kafka topic of logins to a live map.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true)
public final class Main extends RootCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            ProduceCommand.class,
            CleanCommand.class,
            StatsCommand.class,
            DashboardCommand.class,
            TailCommand.class,
            TopicsCommand.class,
            StatusCommand.class,
            ReplayRejectedCommand.class,
            ResetCommand.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main(OutputStream out) {
        super(out);
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), args));
    }

    /**
     * Runs the command in this JVM.
     *
     * @return its exit code: 0 well, 1 it failed, 2 bad usage
     */
    public static int run(OutputStream out, OutputStream err, String... args) {
        return commandLine(out, commands(args))
                .setOut(utf8(out))
                .setErr(utf8(err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Errors::badUsage)
                .setExecutionExceptionHandler(Errors::failed)
                .execute(args);
    }

    /** The command with all its subcommands, to look at its options. */
    public static CommandLine commandLine() {
        return commandLine(OutputStream.nullOutputStream(), COMMANDS);
    }

    private static CommandLine commandLine(OutputStream out, List<Class<?>> commands) {
        CommandLine line = new CommandLine(new Main(out));
        commands.forEach(line::addSubcommand);
        return line;
    }

    /** The one that is named, as looking into all of them takes a while, or all where none is. */
    private static List<Class<?>> commands(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals(CONFIG)) {
                i++; // its value may be anything
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
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
