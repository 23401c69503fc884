package io.rollcall.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall source}: what makes other people's records logins. */
@Command(
        name = "source",
        description = {
            "Show, try and propose mappings: files that say how the records of a source become logins.",
            "rollcall up --source NAME|FILE runs by one. docs/sources.md explains them."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SourceListCommand.class,
            SourceShowCommand.class,
            SourceTryCommand.class,
            SourceSuggestCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollcall source show okta > ours.yaml            a preset is a mapping file: copy it, edit it",
            "  rollcall source try ours.yaml --topic okta-logs  what becomes of each record, and why",
            "  rollcall source suggest --topic our-logins       proposes a mapping from what it sees",
            "  rollcall up --topic-raw okta-logs --source ours.yaml"
        })
final class SourceCommand implements Runnable {
    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, such as list");
    }

    RollcallCommand main() {
        return main;
    }
}
