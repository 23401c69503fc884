package io.rollcall.source.regex;

/** A pattern is not a regular expression that is supported. The message is a phrase for a person. */
public final class RegexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegexException(String message) {
        super(message, null, false, false);
    }
}
