package io.rollcall.geo;

/** A database cannot be used. The message is one sentence for a person. */
public final class GeoDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GeoDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
