package io.rollcall.source.suggest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field that may be what a key wants.
 *
 * @param score how much speaks for it; compared only with those of the same key
 */
record Candidate(Field field, double score) {
    /** The most fields of one expression. */
    private static final int MAX_ALTERNATIVES = 4;

    private static final int MAX_NAMED = 3;

    /** What speaks for a candidate must be this part of what speaks for the best one. */
    private static final double MIN_PART = 0.55;

    /** Those with enough that speaks for them, the best one first. */
    static List<Candidate> sorted(Collection<Candidate> candidates, double minScore) {
        double best = candidates.stream().mapToDouble(Candidate::score).max().orElse(0);
        return candidates.stream()
                .filter(candidate -> candidate.score() >= Math.max(minScore, MIN_PART * best))
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .toList();
    }

    /**
     * The best one, and others for the elements that lack it.
     *
     * @param sorted the best one first; at least one
     * @param elements all elements
     */
    static List<Candidate> cover(List<Candidate> sorted, Set<Integer> elements) {
        List<Candidate> chosen = new ArrayList<>(List.of(sorted.get(0)));
        Set<Integer> open = new HashSet<>(elements);
        open.removeAll(sorted.get(0).field().elements());
        for (Candidate candidate : sorted.subList(1, sorted.size())) {
            boolean helps = candidate.field().elements().stream().anyMatch(open::contains);
            if (helps && chosen.size() < MAX_ALTERNATIVES && !candidate.field().hasType(Field.Type.BOOLEAN)) {
                chosen.add(candidate);
                open.removeAll(candidate.field().elements());
            }
        }
        return chosen;
    }

    static String expression(List<Candidate> chosen) {
        return chosen.stream().map(candidate -> candidate.field().expression()).collect(Collectors.joining(" // "));
    }

    /** The candidates that were not chosen, as a sentence; empty if there are none. */
    static String others(List<Candidate> sorted, List<Candidate> chosen) {
        List<String> names = sorted.stream()
                .filter(candidate -> !chosen.contains(candidate))
                .map(candidate -> candidate.field().expression())
                .toList();
        if (names.isEmpty()) {
            return "";
        }
        return " Also possible: " + String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())))
                + (names.size() > MAX_NAMED ? ", …" : "") + ".";
    }
}
