package io.rollcall.app.options;

import io.rollcall.model.settings.UserError;
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
     * Returns if the user agrees, by {@code --yes} or by the answer on the terminal.
     *
     * @param declined what to say if the user does not, for example {@code nothing was deleted}
     * @throws UserError if the user does not agree, with exit code 1 in every command
     * @throws ParameterException if there is neither {@code --yes} nor a terminal
     */
    @SuppressWarnings(
            "SystemConsoleNull") // the launcher makes newer JVMs return null without a terminal, as older ones do
    public void require(String question, String declined) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no terminal to ask on: " + spec.name() + " needs --yes. The question is: " + question);
        }
        requireYes(console.readLine("%s [y/N] ", question), declined);
    }

    /** @param answer null at the end of the input */
    static void requireYes(String answer, String declined) {
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new UserError(declined);
        }
    }
}
