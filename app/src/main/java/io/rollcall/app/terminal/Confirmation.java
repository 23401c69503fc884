package io.rollcall.app.terminal;

import java.io.Console;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks before something is done that cannot be undone. */
public final class Confirmation {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /**
     * Whether it may be done.
     *
     * @throws ParameterException if there is no terminal to ask on, and no {@code --yes}
     */
    @SuppressWarnings("SystemConsoleNull") // the launcher asks newer JVMs for the old answer: null without a terminal
    public boolean isGiven(String question) {
        if (yes) {
            return true;
        }
        Console console = System.console();
        if (console == null) {
            throw new ParameterException(
                    spec.commandLine(), "without a terminal to ask on, " + spec.name() + " needs --yes");
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
