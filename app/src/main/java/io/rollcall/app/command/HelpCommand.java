package io.rollcall.app.command;

import java.util.List;
import java.util.Map;
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

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to explain, such as source try.")
    private List<String> words = List.of();

    @Override
    public void run() {
        CommandLine explained = RollcallCommand.commandLine();
        for (String word : words) {
            Map<String, CommandLine> known = explained.getSubcommands();
            explained = known.get(word);
            if (explained == null) {
                throw new ParameterException(spec.commandLine(), UsageProblem.unknown("command", word, known.keySet()));
            }
        }
        explained.usage(spec.commandLine().getOut());
    }
}
