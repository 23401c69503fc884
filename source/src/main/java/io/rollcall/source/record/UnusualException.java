package io.rollcall.source.record;

/** A record is not of the usual form. It may still be the JSON that the contract demands. */
final class UnusualException extends RuntimeException {
    static final UnusualException INSTANCE = new UnusualException();
    private static final long serialVersionUID = 1L;

    private UnusualException() {
        super(null, null, false, false);
    }
}
