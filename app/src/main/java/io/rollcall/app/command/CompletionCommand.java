package io.rollcall.app.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall completion}: prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print what a shell needs to complete commands and options when Tab is pressed.",
            "bash: rollcall completion bash > ~/.local/share/bash-completion/completions/rollcall",
            "zsh: rollcall completion zsh > ~/.rollcall.zsh, and in ~/.zshrc, behind compinit, source ~/.rollcall.zsh",
            "fish: rollcall completion fish > ~/.config/fish/completions/rollcall.fish"
        })
final class CompletionCommand implements Runnable {
    /** The shells. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell;

    @Override
    public void run() {
        CommandLine rollcall = RollcallCommand.commandLine();
        String script =
                switch (shell) {
                    // One script for both: in zsh it turns on the completion of bash.
                    case BASH, ZSH -> AutoComplete.bash(rollcall.getCommandName(), rollcall);
                    case FISH -> FishCompletion.script(rollcall);
                };
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
    }
}
