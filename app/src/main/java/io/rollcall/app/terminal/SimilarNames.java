package io.rollcall.app.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggests names for a word that matches none. */
public final class SimilarNames {
    private static final int MAX_NAMES = 3;

    private SimilarNames() {}

    /**
     * Up to three of the names, the most similar first: those that contain the word, or differ from it in at most a
     * third of its characters (in two, for short words).
     */
    public static List<String> of(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> name.contains(word) || distance(word, name) <= Math.max(2, word.length() / 3))
                .sorted(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_NAMES)
                .toList();
    }

    /** Levenshtein distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
