package io.rollcall.source.jq;

/** Takes the outputs of an expression, one after the other. */
@FunctionalInterface
interface Out {
    void emit(Object value, Path at);
}
