package io.rollcall.source.jq;

import java.util.List;

/**
 * A function of the library whose one output depends on the values of its input and its arguments alone. Compiled
 * expressions call it without the interpreter.
 */
@FunctionalInterface
public interface Pure {
    /**
     * The output.
     *
     * @throws JqError if it fails on these values
     * @throws LimitException if it takes more than the budget
     */
    Object apply(Object in, List<Object> arguments, Budget budget);

    /**
     * The function that a name stands for where an expression defines none.
     *
     * @param key name and number of arguments, as in {@code has/1}
     * @return null if it is no such function
     */
    static Pure of(String key) {
        return Library.function(key) instanceof Native.Applied applied ? applied.function() : null;
    }

    /**
     * {@code test} by a pattern that is a literal; without arguments.
     *
     * @throws JqError if it is no pattern; the parser has refused such a literal before
     */
    static Pure test(String pattern) {
        return Patterns.test(pattern);
    }
}
