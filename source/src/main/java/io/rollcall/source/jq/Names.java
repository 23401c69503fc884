package io.rollcall.source.jq;

import io.rollcall.model.text.Nearest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that an expression may use at a place: variables, functions and labels, each within its scope. */
final class Names {
    private final Deque<String> known = new ArrayDeque<>();
    private final boolean isPrelude;

    /** @param isPrelude whether the library itself is parsed, which is not complete yet */
    Names(boolean isPrelude) {
        this.isPrelude = isPrelude;
    }

    int mark() {
        return known.size();
    }

    void release(int mark) {
        while (known.size() > mark) {
            known.removeLast();
        }
    }

    /** The names that were added since a mark. */
    List<String> since(int mark) {
        return List.copyOf(known).subList(mark, known.size());
    }

    void add(String name) {
        known.addLast(name);
    }

    boolean has(String name) {
        return known.contains(name);
    }

    /** @throws JqSyntaxException if there is no such function */
    void checkFunction(String name, int arguments, int offset) {
        String key = name + "/" + arguments;
        if (isPrelude || known.contains(key) || Library.has(key)) {
            return;
        }
        String refusal = Library.refusal(name);
        if (refusal != null) {
            throw new JqSyntaxException("the function " + name + " does not exist here: " + refusal, offset);
        }
        Set<String> counts = new TreeSet<>();
        Set<String> names = new HashSet<>();
        for (String other : all()) {
            int slash = other.indexOf('/');
            if (slash > 0) {
                names.add(other.substring(0, slash));
                if (other.substring(0, slash).equals(name)) {
                    counts.add(other.substring(slash + 1));
                }
            }
        }
        if (!counts.isEmpty()) {
            throw new JqSyntaxException(
                    "the function " + name + " takes " + String.join(" or ", counts) + " arguments, not " + arguments,
                    offset);
        }
        String nearest = Nearest.of(name, names);
        throw new JqSyntaxException(
                "there is no function " + name + (nearest == null ? "" : "; do you mean " + nearest + "?")
                        + (nearest == null ? ", and a text needs quotation marks" : ""),
                offset);
    }

    private Collection<String> all() {
        Set<String> all = new HashSet<>(Library.keys());
        all.addAll(known);
        return all;
    }

    /** @throws JqSyntaxException if there is no such variable */
    void checkVariable(String name, int offset) {
        if (name.equals("ENV") || name.equals("__prog_args")) {
            throw new JqSyntaxException(
                    "$" + name + " does not exist here: an expression depends on its record alone", offset);
        }
        if (!known.contains("$" + name)) {
            List<String> variables = known.stream()
                    .filter(other -> other.startsWith("$"))
                    .map(other -> other.substring(1))
                    .toList();
            String nearest = Nearest.of(name, variables);
            throw new JqSyntaxException(
                    "there is no variable $" + name + (nearest == null ? "" : "; do you mean $" + nearest + "?"),
                    offset);
        }
    }
}
