package io.rollcall.model.login;

/** A value is not the JSON that the contract demands. The message is one sentence without its full stop. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    MalformedJsonException(String message) {
        this(message, 0);
    }

    MalformedJsonException(String message, long offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** The byte at which something is wrong, or 0. */
    long offset() {
        return offset;
    }

    /** What is wrong with this value and what it looks like, in one sentence for a person. */
    public String detail(byte[] value) {
        return RejectionDetail.malformed(value, this);
    }
}
