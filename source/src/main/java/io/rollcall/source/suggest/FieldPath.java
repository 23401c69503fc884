package io.rollcall.source.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a field is: names of fields, outermost first, and {@link #FIRST} for the first item of an array.
 *
 * @param steps at least one
 */
record FieldPath(List<String> steps) {
    /** The step to the first item of an array. No field has this name: records hold no unpaired surrogate. */
    static final String FIRST = "\ud800";

    /** A longer expression would not be read by anybody. */
    private static final int MAX_EXPRESSION = 400;

    FieldPath {
        steps = List.copyOf(steps);
    }

    FieldPath then(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    static boolean isFirst(String step) {
        return step.equals(FIRST);
    }

    /** The path as an expression of jq. */
    String expression() {
        StringBuilder path = new StringBuilder();
        for (String step : steps) {
            if (isFirst(step)) {
                path.append(path.isEmpty() ? "." : "").append("[0]");
            } else if (step.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                path.append('.').append(step);
            } else {
                path.append(path.isEmpty() ? "." : "")
                        .append('[')
                        .append(Quoting.jq(step))
                        .append(']');
            }
        }
        return path.toString();
    }

    /** Whether a person could read its expression. */
    boolean isReadable() {
        return steps.stream().mapToInt(String::length).sum() <= MAX_EXPRESSION
                && expression().length() <= MAX_EXPRESSION;
    }

    /** The words of the last name. */
    List<String> last() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!isFirst(steps.get(i))) {
                return Words.of(steps.get(i));
            }
        }
        return List.of();
    }

    /** The words of the names before the last one. */
    List<String> parents() {
        List<String> names = steps.stream().filter(step -> !isFirst(step)).toList();
        return names.stream()
                .limit(Math.max(0, names.size() - 1L))
                .flatMap(name -> Words.of(name).stream())
                .toList();
    }

    /** The words of all names. */
    List<String> words() {
        List<String> words = new ArrayList<>(parents());
        words.addAll(last());
        return words;
    }

    /** The last name in lower case, without anything but letters and digits. */
    String squeezed() {
        return last().stream().collect(Collectors.joining());
    }

    /** How many objects and arrays it goes through. */
    int depth() {
        return steps.size() - 1;
    }

    boolean isWithinArray() {
        return steps.stream().anyMatch(FieldPath::isFirst);
    }

    /** Whether both are in the same object. */
    boolean isBeside(FieldPath other) {
        return steps.subList(0, steps.size() - 1).equals(other.steps.subList(0, other.steps.size() - 1));
    }
}
