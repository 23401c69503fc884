package io.rollcall.source.jq;

/**
 * An expression, as a tree. Its records are open to whoever wants to analyse it; only {@link Run} evaluates it. Immutable.
 */
public interface Expr {
    /** Evaluates the expression on a value. Call it by {@link Run#eval}, which counts. */
    void run(Run run, Env env, Object in, Path at, Out out);
}
