package io.rollcall.app.command;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.producer.LoginMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Option;

/** What {@code rollcall produce} makes: synthetic logins, or a recorded file. */
final class ProduceOptions {
    @Option(names = "--rate", paramLabel = "N", description = "Logins a second (default: 50; of a file: no limit).")
    @SettingOption(SettingKey.RATE)
    private String rate;

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many records (default: never).")
    private Long count;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same logins (default: random).")
    private Long seed;

    @Option(
            names = "--dirty",
            paramLabel = "FRACTION",
            description = "Share of values that are rejected, of every kind.")
    private double dirty;

    @Option(names = "--late", paramLabel = "FRACTION", description = "Share of logins 5 to 50 s late, which count.")
    private double late;

    @Option(
            names = "--too-late",
            paramLabel = "FRACTION",
            description = "Share of logins 70 to 300 s late, which do not count.")
    private double tooLate;

    @Option(
            names = "--duplicates",
            paramLabel = "FRACTION",
            description = "Share of logins sent again, as by a user who retries.")
    private double duplicates;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Replay recorded logins, one a line; - for standard input.")
    private String file;

    @Option(names = "--restamp", description = "Move a file's event times to now, keeping the gaps.")
    private boolean restamp;

    /** What does not fit together, each as a phrase; empty if all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        fraction(problems, "--dirty", dirty);
        fraction(problems, "--late", late);
        fraction(problems, "--too-late", tooLate);
        fraction(problems, "--duplicates", duplicates);
        if (problems.isEmpty() && dirty + late + tooLate + duplicates > LoginMix.MAX_SUM) {
            problems.add("--dirty, --late, --too-late and --duplicates are together more than 1");
        }
        if (count != null && count < 0) {
            problems.add("--count takes a whole number from 0");
        }
        if (file == null && restamp) {
            problems.add("--restamp needs --file");
        }
        if (file != null && (seed != null || dirty + late + tooLate + duplicates > 0)) {
            problems.add("--file replays bytes unchanged: it goes without --seed, --dirty, --late, --too-late and"
                    + " --duplicates");
        }
        return problems;
    }

    private static void fraction(List<String> problems, String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            problems.add(option + " takes a fraction from 0 to 1");
        }
    }

    /** Logins a second as given, or null. */
    String rate() {
        return rate;
    }

    /** Records to stop after; {@link Long#MAX_VALUE} if not given. */
    long count() {
        return count == null ? Long.MAX_VALUE : count;
    }

    /** The seed given, else a random one. */
    long seed() {
        return seed == null ? new Random().nextLong() : seed;
    }

    /** Share of values that are rejected, 0 to 1. */
    double dirty() {
        return dirty;
    }

    /** Share of logins that are late and count, 0 to 1. */
    double late() {
        return late;
    }

    /** Share of logins that are too late to count, 0 to 1. */
    double tooLate() {
        return tooLate;
    }

    /** Share of logins sent again, 0 to 1. */
    double duplicates() {
        return duplicates;
    }

    /** The recorded file, {@code -} for standard input, or null for synthetic logins. */
    String file() {
        return file;
    }

    /** Whether a file's event times move to now. */
    boolean restamp() {
        return restamp;
    }
}
