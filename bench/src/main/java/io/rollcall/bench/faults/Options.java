package io.rollcall.bench.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param faults which
 * @param rounds of each
 * @param seed of all that is random
 * @param list whether only to list them
 * @param brief whether lasting faults are cut short
 * @param control whether a fault that did not bite fails its round
 */
record Options(List<Fault> faults, int rounds, long seed, boolean list, boolean brief, boolean control) {
    static Options parse(String... args) {
        List<Fault> faults = new ArrayList<>();
        int rounds = 1;
        long seed = 1;
        boolean list = false;
        boolean brief = false;
        boolean control = false;
        Iterator<String> words = Arrays.asList(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--fault" -> faults.addAll(AllFaults.named(value(word, words)));
                case "--rounds" -> rounds = (int) number(word, words);
                case "--seed" -> seed = number(word, words);
                case "--list" -> list = true;
                case "--quick" -> brief = true;
                case "--control" -> control = true;
                default -> throw new IllegalArgumentException("there is no option " + word + "; see --help");
            }
        }
        if (faults.isEmpty() && !list) {
            throw new IllegalArgumentException("--fault NAME, or --fault all, is missing; --list shows the names");
        }
        return new Options(List.copyOf(faults), rounds, seed, list, brief, control);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
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
