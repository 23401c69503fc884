package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line.
 *
 * @param faults the faults to inject, in this order
 * @param rounds rounds per fault
 * @param seed the seed of all random choices
 * @param list whether only to print the list of faults
 * @param isQuick whether long faults are shortened
 * @param control whether a round fails if its fault had no effect
 * @param form the form of the logins that the load writes
 * @param former the folder of a former version, built
 */
record Options(
        List<Fault> faults,
        int rounds,
        long seed,
        boolean list,
        boolean isQuick,
        boolean control,
        SourceForm form,
        Optional<Path> former) {
    static Options parse(String... args) {
        List<Fault> faults = new ArrayList<>();
        int rounds = 1;
        long seed = 1;
        boolean list = false;
        boolean isQuick = false;
        boolean control = false;
        SourceForm form = SourceForm.BUILT_IN;
        Optional<Path> former = Optional.empty();
        Iterator<String> words = Arrays.asList(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--fault" -> faults.addAll(AllFaults.named(value(word, words)));
                case "--rounds" -> rounds = (int) number(word, words);
                case "--seed" -> seed = number(word, words);
                case "--list" -> list = true;
                case "--quick" -> isQuick = true;
                case "--control" -> control = true;
                case "--source" -> form = SourceForm.of(value(word, words), SourceForm.Shares.MIXED);
                case "--former" -> former = Optional.of(folder(word, words));
                default -> throw new IllegalArgumentException("there is no option " + word + "; see --help");
            }
        }
        if (faults.isEmpty() && !list) {
            throw new IllegalArgumentException("--fault NAME, or --fault all, is missing; --list shows the names");
        }
        return new Options(List.copyOf(faults), rounds, seed, list, isQuick, control, form, former);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static Path folder(String option, Iterator<String> words) {
        Path folder = Path.of(value(option, words)).toAbsolutePath();
        if (Product.launcher(folder).isEmpty()) {
            throw new IllegalArgumentException(option + " needs the folder of a Rollcall, not " + folder);
        }
        return folder;
    }

    private static long number(String option, Iterator<String> words) {
        String value = value(option, words);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not " + value, e);
        }
    }
}
