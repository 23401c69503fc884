package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** That shells accept the scripts is tested by {@code app/src/test/sh/completion}. */
class CompletionCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void script_namesEveryCommandAndOption(String shell) {
        CommandRun run = CommandRun.of("completion", shell);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(words(RollcallCommand.commandLine(), shell));
    }

    @Test
    void fish_hasOneLineForEachOptionOfEachCommand() {
        assertThat(CommandRun.of("completion", "fish").lines())
                .contains(
                        "complete -c rollcall -n '__rollcall_at up' -l rate -x -d 'Synthetic logins per second (default: 50).'",
                        "complete -c rollcall -n '__rollcall_at up' -l no-producer -f -d 'Do not send synthetic logins.'",
                        "complete -c rollcall -n '__rollcall_at' -f -a 'version'"
                                + " -d 'Show the versions of Rollcall, Spark, Kafka and Java.'")
                .anyMatch(line -> line.contains("'__rollcall_at source try' -l file"))
                .anyMatch(line -> line.contains("'__rollcall_at completion' -f -a 'bash zsh fish'"))
                .anyMatch(line -> line.contains("'__rollcall_at topics' -l output -s o -x -a 'text wide json'")
                        || line.contains("'__rollcall_at topics' -s o -l output -x -a 'text wide json'"));
    }

    @Test
    void anotherShell_isRefused() {
        CommandRun run = CommandRun.of("completion", "tcsh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("tcsh");
    }

    private static List<String> words(CommandLine command, String shell) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            words.add(shell.equals("fish") ? option.longestName().replaceFirst("^--", " -l ") : option.longestName());
        }
        command.getSubcommands().forEach((name, subcommand) -> {
            words.add(name);
            words.addAll(words(subcommand, shell));
        });
        return words;
    }
}
