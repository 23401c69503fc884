package io.rollcall.app.command;

import io.rollcall.app.options.SettingOptions;
import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.settings.UserError;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints errors: one line on standard error, and with {@code --verbose} the stack trace. */
final class Errors {
    private Errors() {}

    /** Prints what picocli could not parse. Returns the exit code. */
    static int badUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        StringBuilder line = new StringBuilder("rollcall: ").append(oneLine(UsageProblem.of(e, args)));
        line.append("; see ").append(command.getCommandSpec().qualifiedName()).append(" --help");
        command.getErr().println(line);
        return CommandLine.ExitCode.USAGE;
    }

    /** Prints why the command failed. Returns the exit code. */
    static int failed(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        // picocli wraps what is no Exception.
        Throwable e = thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        RollcallCommand main =
                command.getCommandSpec().root().userObject() instanceof RollcallCommand root ? root : null;
        String message = message(e, command);
        err.println("rollcall: " + (main == null ? message : main.withResetOptions(message, command.getCommandName())));
        if (main != null && main.verbose()) {
            e.printStackTrace(err);
        }
        return e instanceof UserError user ? user.exitCode() : CommandLine.ExitCode.SOFTWARE;
    }

    /** Prints why the command could not even begin. Returns the exit code. @param verbose whether to print the stack trace */
    static int failed(Error error, PrintWriter err, boolean verbose) {
        err.println(
                "rollcall: " + MachineLimit.of(error).map(MachineLimit::advice).orElseGet(() -> unexpected(error)));
        if (verbose) {
            error.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Throwable e, CommandLine command) {
        Optional<String> limit = MachineLimit.of(e).map(MachineLimit::advice);
        if (e instanceof UserError user) {
            String message = oneLine(user.message().render(key -> SettingOptions.name(command.getCommandSpec(), key)));
            // What the error advises does not help against a limit of the machine.
            return limit.filter(advice -> !message.contains(advice))
                    .map(advice -> advice + " (" + message.replaceFirst(": .*", "") + ")")
                    .orElse(message);
        }
        return limit.orElseGet(() -> unexpected(e));
    }

    private static String unexpected(Throwable e) {
        String said = e.getMessage() == null ? "" : ": " + oneLine(e.getMessage());
        return "unexpected " + e.getClass().getSimpleName() + said + " (--verbose shows the stack trace)";
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
