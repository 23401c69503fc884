package io.rollcall.bench.faults;

/**
 * A fault that has been injected and undone.
 *
 * @param healedMillis when everything could run again, ms since the epoch; {@link #NOT_TIMED} if recovery is not
 *     measured
 * @param hadEffect whether the fault is known to have had an effect
 * @param evidence what shows the effect, for a person
 */
record Injection(long healedMillis, boolean hadEffect, String evidence) {
    static final long NOT_TIMED = -1;

    /** Everything can run again from now on. */
    static Injection healedNow(boolean hadEffect, String evidence) {
        return new Injection(System.currentTimeMillis(), hadEffect, evidence);
    }

    /** Recovery is not measured. */
    static Injection untimed(boolean hadEffect, String evidence) {
        return new Injection(NOT_TIMED, hadEffect, evidence);
    }

    boolean isTimed() {
        return healedMillis != NOT_TIMED;
    }
}
