package io.rollcall.source.jq;

/** An expression takes too much time, memory or depth on a record. Nothing in the language catches it. */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitException(String message) {
        super(message, null, false, false);
    }
}
