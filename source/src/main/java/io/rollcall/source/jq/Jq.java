package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;

/**
 * An expression of jq, ready to be evaluated. Immutable and safe for any thread.
 *
 * @param expr the parsed expression
 * @param canonicalText the expression without comments and with single spaces
 */
public record Jq(Expr expr, String canonicalText) {
    /** The longest expression, in chars. */
    public static final int MAX_LENGTH = 10_000;

    /**
     * Parses an expression.
     *
     * @throws JqSyntaxException if the text is none, or calls what does not exist
     */
    public static Jq parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new JqSyntaxException("the expression is longer than " + MAX_LENGTH + " characters", MAX_LENGTH);
        }
        Parser parser = new Parser(text, false);
        Expr expr = parser.parseAll();
        return new Jq(expr, parser.canonicalText());
    }

    /**
     * All outputs on a value.
     *
     * @param maxOutputs more are a {@link LimitException}
     * @throws JqError if the expression fails on the value
     * @throws LimitException if it takes more than the budget
     */
    public List<Object> outputs(Object in, Budget budget, int maxOutputs) {
        List<Object> outputs = new ArrayList<>();
        evaluate(expr, in, null, budget, value -> {
            if (outputs.size() == maxOutputs) {
                throw new LimitException("it gives more than " + maxOutputs + " elements");
            }
            outputs.add(value);
            return true;
        });
        return outputs;
    }

    /** Takes outputs. */
    @FunctionalInterface
    public interface Outputs {
        /** @return whether further outputs are wanted */
        boolean take(Object value);
    }

    /**
     * Evaluates an expression.
     *
     * @param slots what its {@link Access.Slot}s read; null if it has none
     * @throws JqError if the expression fails on the value
     * @throws LimitException if it takes more than the budget
     */
    public static void evaluate(Expr expr, Object in, Object[] slots, Budget budget, Outputs outputs) {
        Object stop = new Object();
        try {
            new Run(budget, slots).eval(expr, null, in, null, (value, ignored) -> {
                if (!outputs.take(value)) {
                    throw new Control.BreakException(stop);
                }
            });
        } catch (Control.BreakException e) {
            if (e.label != stop) {
                throw new IllegalStateException("a label that nobody set", e);
            }
        } catch (StackOverflowError e) {
            // The depth is bounded so that this does not happen on threads with a stack of the usual size.
            throw new LimitException("it calls itself, or nests, too deeply");
        }
    }
}
