package io.rollcall.source.compile;

import io.rollcall.source.jq.Budget;

/** The first output of an expression. Immutable and safe for any thread. */
@FunctionalInterface
public interface Compiled {
    /** Stands for no output. */
    Object NOTHING = new Object();

    /**
     * Evaluates the expression.
     *
     * @param slots the parts of the record; null if the expression has no slots
     * @param in the value to which it is applied; of no meaning if it has slots
     * @param budget pays what the interpreter does
     * @return the first output, or {@link #NOTHING}
     * @throws io.rollcall.source.jq.JqError if the expression fails on this value
     * @throws io.rollcall.source.jq.LimitException if it takes more than the budget
     */
    Object first(Object[] slots, Object in, Budget budget);
}
