package io.rollcall.app.command;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the shell fish needs to complete a command: picocli knows only bash and zsh. */
final class FishCompletion {
    private final String name;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String name) {
        this.name = name;
    }

    /** The script for a command and all its subcommands. */
    static String script(CommandLine command) {
        FishCompletion completion = new FishCompletion(command.getCommandName());
        completion.head(command);
        completion.add(command, List.of());
        return completion.script.toString();
    }

    /** The function that tells whether the commands on the line are exactly those of its arguments. */
    private void head(CommandLine command) {
        Set<String> names = new TreeSet<>();
        collect(command, names);
        script.append("""
                # Completion of %1$s for fish. Made by: %1$s completion fish
                function __%1$s_at
                    set -l path
                    for word in (commandline -opc)[2..-1]
                        if contains -- $word %2$s
                            set -a path $word
                        end
                    end
                    test "$path" = "$argv"
                end
                """.formatted(name, String.join(" ", names)));
    }

    private static void collect(CommandLine command, Set<String> names) {
        command.getSubcommands().forEach((name, subcommand) -> {
            names.add(name);
            collect(subcommand, names);
        });
    }

    private void add(CommandLine command, List<String> path) {
        String condition = quoted(String.join(" ", path).isEmpty() ? at() : at() + " " + String.join(" ", path));
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                line(condition, names(option) + values(option, option.arity().max() > 0), option.description());
            }
        }
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            line(condition, values(parameter, true).replaceFirst("^ -[xr]", " -f"), parameter.description());
        }
        command.getSubcommands().forEach((word, subcommand) -> {
            line(
                    condition,
                    " -f -a " + quoted(word),
                    subcommand.getCommandSpec().usageMessage().description());
            List<String> longer = new ArrayList<>(path);
            longer.add(word);
            add(subcommand, longer);
        });
    }

    private String at() {
        return "__" + name + "_at";
    }

    private void line(String condition, String what, String[] description) {
        script.append("complete -c ")
                .append(name)
                .append(" -n ")
                .append(condition)
                .append(what);
        if (description.length > 0) {
            script.append(" -d ").append(quoted(firstSentence(description[0])));
        }
        script.append('\n');
    }

    /** A menu has room for one sentence. */
    private static String firstSentence(String text) {
        return text.replaceFirst("(?s)(?<=[.;])\\s.*", "").replaceFirst(":$", "");
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String each : option.names()) {
            names.append(each.startsWith("--") ? " -l " : " -s ").append(each.replaceFirst("^-+", ""));
        }
        return names.toString();
    }

    /** Whether a value follows, and which: names of files, one of several words, or anything. */
    private static String values(ArgSpec arg, boolean takesOne) {
        if (!takesOne) {
            return " -f";
        }
        if (arg.type() == Path.class || arg.type() == File.class) {
            return " -r -F";
        }
        if (arg.completionCandidates() == null) {
            return " -x";
        }
        return " -x -a "
                + quoted(StreamSupport.stream(arg.completionCandidates().spliterator(), false)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(joining(" ")));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
