package io.rollcall.app.command;

import io.rollcall.app.terminal.SimilarNames;
import io.rollcall.jobs.submit.OptionProblem;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, as a phrase for a person. */
final class UsageProblem {
    private UsageProblem() {}

    /** The phrase. @param args the command line */
    static String of(ParameterException e, String... args) {
        return e instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().get(0), e.getCommandLine())
                : OptionProblem.of(e, args);
    }

    private static String unknown(String word, CommandLine command) {
        boolean isOption = word.startsWith("-");
        if (!isOption && command.getSubcommands().isEmpty()) {
            return "unexpected argument '" + word + "'";
        }
        return isOption
                ? unknown("option", word, command.getCommandSpec().optionsMap().keySet())
                : unknown("command", word, command.getSubcommands().keySet());
    }

    /** That there is nothing of this name. @param kind what it should be, for example {@code command} */
    static String unknown(String kind, String word, Collection<String> known) {
        List<String> near = SimilarNames.of(word, known);
        return "there is no " + kind + " '" + word + "'"
                + (near.isEmpty() ? "" : ": did you mean " + String.join(" or ", near) + "?");
    }
}
