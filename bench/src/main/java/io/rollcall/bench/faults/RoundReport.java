package io.rollcall.bench.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what happened in a round, and prints it. */
final class RoundReport {
    private static final int MAX_PROBLEMS_SHOWN = 6;

    private final String name;
    private final long beginNanos = System.nanoTime();
    private final List<String> evidence = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean hadEffect;
    private double recoverySeconds = -1;

    RoundReport(String name) {
        this.name = name;
    }

    /** Adds an observation. */
    void evidence(String line) {
        evidence.add(line);
    }

    /** Adds something that is wrong. */
    void problem(String line) {
        problems.add(line);
    }

    /** Whether the fault had an effect; once true, it stays true. */
    void hadEffect(boolean effect) {
        hadEffect |= effect;
    }

    void recoveredIn(double seconds) {
        recoverySeconds = seconds;
    }

    boolean isExact() {
        return problems.isEmpty();
    }

    /** Prints one line, and one per problem; returns the round for the table. */
    ResultTable.Round print(PrintStream out, String dataFolder) {
        out.printf(
                Locale.ROOT,
                "%s: %s%s; recovered in %s s, round took %.0f s; %s%n",
                name,
                isExact() ? "exact" : "NOT AS IT MUST BE",
                hadEffect ? "" : ", DID NOT BITE",
                recoverySeconds < 0 ? "-" : ResultTable.oneDigit(recoverySeconds),
                (System.nanoTime() - beginNanos) / 1e9,
                String.join("; ", evidence));
        problems.stream().limit(MAX_PROBLEMS_SHOWN).forEach(line -> out.println("    " + line));
        if (problems.size() > MAX_PROBLEMS_SHOWN) {
            out.println("    and " + (problems.size() - MAX_PROBLEMS_SHOWN) + " more");
        }
        if (!isExact()) {
            out.println("    kept: " + dataFolder);
        }
        return new ResultTable.Round(isExact(), hadEffect, recoverySeconds);
    }
}
