package io.rollcall.source.regex;

/** Is told of work before it is done, and throws when it is too much. */
@FunctionalInterface
public interface Charge {
    /** @param steps number of steps, each about as long as looking at one character */
    void steps(long steps);
}
