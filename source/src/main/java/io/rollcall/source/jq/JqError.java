package io.rollcall.source.jq;

/** An expression fails on a value. jq's {@code try} catches it. */
public final class JqError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object value;

    /** @param message what is wrong, as jq says it */
    public JqError(String message) {
        this((Object) message);
    }

    JqError(Object value) {
        super(null, null, false, false);
        this.value = value;
    }

    /** What {@code catch} sees: mostly a text. */
    Object value() {
        return value;
    }

    /** What is wrong to a length that a person reads. */
    @Override
    public String getMessage() {
        return value instanceof String text ? text : Values.shown(value) + " (not a string)";
    }
}
