package io.rollcall.simulation.check;

/** An invariant does not hold. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /** @param invariant its name, by which two violations are compared */
    public Violation(String invariant, String details) {
        super(invariant + ": " + details);
        this.invariant = invariant;
    }

    /** The name of the invariant. */
    public String invariant() {
        return invariant;
    }
}
