package io.rollcall.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall help}: what {@code --help} prints, by a word. */
@Command(name = "help", description = "Show all commands, or how one is used.")
final class HelpCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
    private String command;

    @Override
    public void run() {
        CommandLine main = RollcallCommand.commandLine();
        CommandLine explained = command == null ? main : main.getSubcommands().get(command);
        if (explained == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    UsageProblem.unknown(
                            "command", command, main.getSubcommands().keySet()));
        }
        explained.usage(spec.commandLine().getOut());
    }
}
