package io.rollcall.bench.peers;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The options of the command line.
 *
 * @param rounds how often each engine runs each part
 * @param engines the engines, in the order in which they run
 * @param parts {@code latency}, {@code drain} or both
 * @param rates the rates at which latency is measured, logins per second
 * @param warmUpSeconds the time from the first row until latency is measured
 * @param seconds how long latency is measured
 * @param drain the number of logins in the backlog
 * @param backlogRate the rate of the backlog in event time, logins per second
 */
record Options(
        int rounds,
        List<Engine> engines,
        Set<String> parts,
        List<Integer> rates,
        int warmUpSeconds,
        int seconds,
        long drain,
        int backlogRate) {
    private static final Set<String> PARTS = Set.of("latency", "drain");

    /** @throws IllegalArgumentException if an option is invalid, with a sentence for a person */
    static Options parse(String... args) {
        Options options =
                new Options(3, List.of(Engine.values()), PARTS, List.of(1_000, 10_000), 30, 30, 3_000_000, 10_000);
        Iterator<String> words = Arrays.asList(args).iterator();
        for (boolean first = true; words.hasNext(); first = false) {
            String word = words.next();
            options = first && !word.startsWith("--")
                    ? options.with("--rounds", word)
                    : options.with(word, value(word, words));
        }
        return options;
    }

    private Options with(String option, String value) {
        int newRounds = rounds;
        List<Engine> newEngines = engines;
        Set<String> newParts = parts;
        List<Integer> newRates = rates;
        int newWarmUp = warmUpSeconds;
        int newSeconds = seconds;
        long newDrain = drain;
        int newBacklogRate = backlogRate;
        switch (option) {
            case "--rounds" -> newRounds = number(option, value);
            case "--engines" -> newEngines = list(value).map(Engine::named).toList();
            case "--parts" -> newParts = parts(value);
            case "--rates" ->
                newRates = list(value).map(rate -> number(option, rate)).toList();
            case "--warm-up" -> newWarmUp = number(option, value);
            case "--seconds" -> newSeconds = number(option, value);
            case "--drain" -> newDrain = number(option, value);
            case "--backlog-rate" -> newBacklogRate = number(option, value);
            default -> throw new IllegalArgumentException("there is no option " + option + "; see bench/run --help");
        }
        return new Options(newRounds, newEngines, newParts, newRates, newWarmUp, newSeconds, newDrain, newBacklogRate);
    }

    private static Stream<String> list(String value) {
        return Arrays.stream(value.split(","));
    }

    private static Set<String> parts(String value) {
        Set<String> parts = new TreeSet<>(list(value).toList());
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("--parts are latency and drain, not " + value);
        }
        return parts;
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(option + " needs a whole number above 0, not " + value);
        }
        return Integer.parseInt(value);
    }
}
