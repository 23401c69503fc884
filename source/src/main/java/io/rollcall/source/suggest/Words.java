package io.rollcall.source.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits names such as {@code userPrincipalName}, {@code client_ip} and {@code user.session.start} into words. */
final class Words {
    /** Longer texts are no names. */
    private static final int MAX_LENGTH = 300;

    private Words() {}

    /** The words, in lower case; of a text that is too long for a name, none. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        if (text.length() > MAX_LENGTH) {
            return words;
        }
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                end(word, words);
                continue;
            }
            if (Character.isUpperCase(c) && !word.isEmpty()) {
                boolean afterLower = !Character.isUpperCase(text.charAt(i - 1));
                boolean beforeLower = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
                if (afterLower || beforeLower) {
                    end(word, words);
                }
            }
            word.append(c);
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    /** A set of words that stand in a text. */
    static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    /** Whether one of the words is in the set. */
    static boolean any(List<String> words, Set<String> set) {
        return words.stream().anyMatch(set::contains);
    }

    /** How many of the words are in the set. */
    static int count(List<String> words, Set<String> set) {
        return (int) words.stream().filter(set::contains).count();
    }
}
