package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a process of the product refuses to go on.
 *
 * @param line the one line that it ended with
 */
record Refusal(String line) {
    /** A process that has not refused after this long counts as one that never does. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern COMMAND = Pattern.compile("rollcall (reset(?: --[a-z-]+(?:[ =][\\w./:-]*\\w)?)*)");

    /**
     * Waits until a process refuses to go on. Records a problem if it does not, is later than this limit, or says so in
     * any other way than with exit code 1 and one line that contains this word.
     *
     * @param limit from now on
     */
    static Optional<Refusal> await(RoundContext context, ProductProcess process, Duration limit, String word) {
        long begin = System.nanoTime();
        boolean ended = process.awaitEnd(limit.compareTo(PATIENCE) > 0 ? limit : PATIENCE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        String line = process.lastLine();
        if (!ended) {
            context.addProblem(process.name() + " does not refuse; after " + (long) seconds + " s it says: " + line);
            return Optional.empty();
        }
        context.note(process.name() + " refused after " + ResultTable.oneDigit(seconds) + " s: " + line);
        if (seconds * 1000 > limit.toMillis()) {
            context.addProblem(process.name() + " refused after " + ResultTable.oneDigit(seconds) + " s, not within "
                    + limit.toSeconds() + " s");
        }
        boolean hasStackTrace = process.output().stream().anyMatch(text -> text.startsWith("\tat "));
        if (process.exitCode() != 1 || hasStackTrace || !line.contains(word)) {
            context.addProblem(process.name() + " ended with exit code " + process.exitCode()
                    + " and not one line about the " + word + ": " + line);
        }
        return Optional.of(new Refusal(line));
    }

    /** The command that the line names, without {@code rollcall}; empty if it names none. */
    Optional<List<String>> command() {
        Matcher matcher = COMMAND.matcher(line);
        return matcher.find() ? Optional.of(List.of(matcher.group(1).split(" "))) : Optional.empty();
    }
}
