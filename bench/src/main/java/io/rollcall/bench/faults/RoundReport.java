package io.rollcall.bench.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be told of a round. */
final class RoundReport {
    private static final int SHOWN = 6;

    private final String name;
    private final long beginNanos = System.nanoTime();
    private final List<String> evidence = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean bit;
    private double recoverySeconds = -1;

    RoundReport(String name) {
        this.name = name;
    }

    /** What shows that the fault bit. */
    void evidence(String line) {
        evidence.add(line);
    }

    /** What is not as it must be. */
    void problem(String line) {
        problems.add(line);
    }

    void bit(boolean harmed) {
        bit |= harmed;
    }

    void recoveredIn(double seconds) {
        recoverySeconds = seconds;
    }

    boolean isExact() {
        return problems.isEmpty();
    }

    /** A line, and one for each problem; the round for the table. */
    Table.Round print(PrintStream out, String kept) {
        out.printf(
                Locale.ROOT,
                "%s: %s%s; recovered in %s s, round took %.0f s; %s%n",
                name,
                isExact() ? "exact" : "NOT AS IT MUST BE",
                bit ? "" : ", DID NOT BITE",
                recoverySeconds < 0 ? "-" : Table.oneDigit(recoverySeconds),
                (System.nanoTime() - beginNanos) / 1e9,
                String.join("; ", evidence));
        problems.stream().limit(SHOWN).forEach(line -> out.println("    " + line));
        if (problems.size() > SHOWN) {
            out.println("    and " + (problems.size() - SHOWN) + " more");
        }
        if (!isExact()) {
            out.println("    kept: " + kept);
        }
        return new Table.Round(isExact(), bit, recoverySeconds);
    }
}
