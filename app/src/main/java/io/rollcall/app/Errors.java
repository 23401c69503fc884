package io.rollcall.app;

import io.rollcall.model.UserError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Errors as people see them: one line on standard error, and the stack trace with {@code --verbose}. */
final class Errors {
    private Errors() {}

    static int badUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        StringBuilder line = new StringBuilder("rollcall: ").append(oneLine(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append(" (did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append("?)");
        }
        line.append("; see ").append(command.getCommandSpec().qualifiedName()).append(" --help");
        command.getErr().println(line);
        return CommandLine.ExitCode.USAGE;
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("rollcall: " + message(e));
        Main main = command.getCommandSpec().root().userObject() instanceof Main m ? m : null;
        if (main != null && main.verbose()) {
            e.printStackTrace(err);
        }
        return e instanceof UserError user ? user.exitCode() : CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception e) {
        if (e instanceof UserError) {
            return oneLine(e.getMessage());
        }
        String said = e.getMessage() == null ? "" : ": " + oneLine(e.getMessage());
        return "unexpected " + e.getClass().getSimpleName() + said + " (--verbose shows where)";
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
