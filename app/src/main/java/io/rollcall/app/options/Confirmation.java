package io.rollcall.app.options;

import java.io.Console;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the user before a command does something that cannot be undone. */
public final class Confirmation {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /**
     * Whether the user agrees, by {@code --yes} or by the answer on the terminal.
     *
     * @throws ParameterException if there is neither {@code --yes} nor a terminal
     */
    @SuppressWarnings(
            "SystemConsoleNull") // the launcher makes newer JVMs return null without a terminal, as older ones do
    public boolean isGiven(String question) {
        if (yes) {
            return true;
        }
        Console console = System.console();
        if (console == null) {
            throw new ParameterException(
                    spec.commandLine(), "there is no terminal to ask on: " + spec.name() + " needs --yes");
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
