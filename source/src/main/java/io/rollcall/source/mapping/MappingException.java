package io.rollcall.source.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping file has problems. The message has one line for each. */
public final class MappingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    MappingException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the file; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
