package io.rollcall.bench.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of all rounds, one row per fault. */
final class ResultTable {
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    /** @param recoverySeconds negative if it was not measured or not reached */
    record Round(boolean exact, boolean hadEffect, double recoverySeconds) {}

    void add(String fault, Round round) {
        rounds.computeIfAbsent(fault, f -> new ArrayList<>()).add(round);
    }

    /** @param control whether a round whose fault had no effect counts as failed */
    boolean allPassed(boolean control) {
        return rounds.values().stream()
                .flatMap(List::stream)
                .allMatch(round -> round.exact() && (round.hadEffect() || !control));
    }

    void print(PrintStream out) {
        out.printf("%n%-24s %6s %6s %6s %12s %8s%n", "fault", "rounds", "bit", "exact", "recovery s", "max s");
        rounds.forEach((fault, all) -> {
            double[] seconds = all.stream()
                    .mapToDouble(Round::recoverySeconds)
                    .filter(s -> s >= 0)
                    .sorted()
                    .toArray();
            out.printf(
                    "%-24s %6d %6d %6d %12s %8s%n",
                    fault,
                    all.size(),
                    all.stream().filter(Round::hadEffect).count(),
                    all.stream().filter(Round::exact).count(),
                    seconds.length == 0 ? "-" : oneDigit(median(seconds)),
                    seconds.length == 0 ? "-" : oneDigit(seconds[seconds.length - 1]));
        });
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String oneDigit(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
