package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.producer.LoginMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Option;

/** What {@code rollcall produce} sends: synthetic logins, or a file of recorded ones. */
public final class ProduceOptions {
    @Option(names = "--rate", paramLabel = "N", description = "Logins per second (default: 50; with --file: no limit).")
    @SettingOption(SettingKey.RATE)
    private String rate;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = OptionValues.Count.class,
            description = "Stop after this many records (default: never).")
    private Long count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = OptionValues.Seed.class,
            description = "Seed of the random logins: the same seed makes the same logins (default: random).")
    private Long seed;

    @Option(
            names = "--dirty",
            paramLabel = "FRACTION",
            converter = OptionValues.Fraction.class,
            description =
                    "Fraction of records that are rejected: each breaks one of the cleaning rules, chosen at random.")
    private double dirty;

    @Option(
            names = "--late",
            paramLabel = "FRACTION",
            converter = OptionValues.Fraction.class,
            description = "Fraction of logins that are 5 to 50 s old and still count.")
    private double late;

    @Option(
            names = "--too-late",
            paramLabel = "FRACTION",
            converter = OptionValues.Fraction.class,
            description = "Fraction of logins that are 70 to 300 s old and no longer count.")
    private double tooLate;

    @Option(
            names = "--duplicates",
            paramLabel = "FRACTION",
            converter = OptionValues.Fraction.class,
            description = "Fraction of records that repeat the last login, as when a user retries.")
    private double duplicates;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Send recorded logins instead, one per line; - means standard input.")
    private String file;

    @Option(
            names = "--restamp",
            description =
                    "With --file: move the event times to now and keep the gaps. A recording longer than the lateness"
                            + " is sent in real time, unless --rate is given: then each record gets the time at which it is"
                            + " sent.")
    private boolean restamp;

    @Option(names = "--unchecked", description = "With --file: send the lines even if the first is not a JSON object.")
    private boolean unchecked;

    /** What contradicts each other, each as a phrase; empty if nothing does. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (dirty + late + tooLate + duplicates > LoginMix.MAX_SUM) {
            problems.add("--dirty, --late, --too-late and --duplicates must together be at most 1");
        }
        if (file == null && restamp) {
            problems.add("--restamp needs --file");
        }
        if (file == null && unchecked) {
            problems.add("--unchecked needs --file");
        }
        if (file != null && (seed != null || dirty + late + tooLate + duplicates > 0)) {
            problems.add("--file sends recorded bytes: it does not take --seed, --dirty, --late, --too-late and"
                    + " --duplicates");
        }
        return problems;
    }

    /** Logins per second as given, or null. */
    public String rate() {
        return rate;
    }

    /** Number of records to stop after; {@link Long#MAX_VALUE} if not given. */
    public long count() {
        return count == null ? Long.MAX_VALUE : count;
    }

    /** The given seed, or a random one if none is given. */
    public long seed() {
        return seed == null ? new Random().nextLong() : seed;
    }

    /** Fraction of records that break a rule, 0 to 1. */
    public double dirty() {
        return dirty;
    }

    /** Fraction of logins that are old and still count, 0 to 1. */
    public double late() {
        return late;
    }

    /** Fraction of logins that are too old to count, 0 to 1. */
    public double tooLate() {
        return tooLate;
    }

    /** Fraction of records that repeat the last login, 0 to 1. */
    public double duplicates() {
        return duplicates;
    }

    /** The recorded file, {@code -} for standard input, or null for synthetic logins. */
    public String file() {
        return file;
    }

    /** Whether lines that are not JSON objects are sent too. */
    public boolean unchecked() {
        return unchecked;
    }

    /** Whether the event times of the file move to now. */
    public boolean restamp() {
        return restamp;
    }
}
