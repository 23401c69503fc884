package io.rollcall.jobs.submit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * What is wrong with an option on a command line, as a phrase for a person: the option as it was typed, and what it
 * accepts. For the commands of {@code spark-submit} and of {@code rollcall}.
 */
public final class OptionProblem {
    private OptionProblem() {}

    /** The phrase. @param args the command line */
    public static String of(ParameterException e, String... args) {
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec first = missing.getMissing().get(0);
            return isTyped(first, args)
                    ? typed(first, args) + " needs a value: " + first.paramLabel()
                    : typed(first, args) + " is missing";
        }
        if (e instanceof OverwrittenOptionException twice) {
            return typed(twice.getOverwritten(), args) + " is given twice";
        }
        return e.getArgSpec() != null && e.getValue() != null ? bad(e, args) : e.getMessage();
    }

    private static String bad(ParameterException e, String... args) {
        ArgSpec option = e.getArgSpec();
        String given = typed(option, args) + " '" + e.getValue() + "' ";
        if (option.type().isEnum()) {
            return given + "must be " + words(option.type().getEnumConstants());
        }
        if (option.type() == boolean.class) {
            return typed(option, args) + " takes no value";
        }
        return e.getCause() instanceof TypeConversionException why ? given + why.getMessage() : e.getMessage();
    }

    /** The constants as a person writes them: {@code text, wide or json}. */
    private static String words(Object... constants) {
        List<String> words = Arrays.stream(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static boolean isTyped(ArgSpec option, String... args) {
        return option instanceof OptionSpec named
                && Stream.of(named.names()).anyMatch(name -> Arrays.stream(args).anyMatch(arg -> isName(name, arg)));
    }

    /** The name of the option that stands on the command line, else its longest. */
    private static String typed(ArgSpec option, String... args) {
        if (!(option instanceof OptionSpec named)) {
            return option.paramLabel();
        }
        return Stream.of(named.names())
                .filter(name -> Arrays.stream(args).anyMatch(arg -> isName(name, arg)))
                .findFirst()
                .orElse(named.longestName());
    }

    /** Whether the argument is the option with this name: {@code -n}, {@code -n5}, {@code --lines} or {@code --lines=5}. */
    private static boolean isName(String name, String arg) {
        return arg.equals(name)
                || arg.startsWith(name + "=")
                || !name.startsWith("--") && !arg.startsWith("--") && arg.startsWith(name);
    }
}
