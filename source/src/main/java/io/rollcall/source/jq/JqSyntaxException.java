package io.rollcall.source.jq;

/** A text is not an expression. The message is a sentence without its full stop. */
public final class JqSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JqSyntaxException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Where in the text, from 0, in chars. */
    public int offset() {
        return offset;
    }
}
