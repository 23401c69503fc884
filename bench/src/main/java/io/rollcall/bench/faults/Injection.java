package io.rollcall.bench.faults;

/**
 * A fault that has been injected and undone.
 *
 * @param healedMillis when everything could run again, ms since the epoch; {@link #NOT_TIMED} where that has no meaning
 * @param bit whether it did harm, as far as can be told before all has settled
 * @param evidence what shows that, for a person
 */
record Injection(long healedMillis, boolean bit, String evidence) {
    static final long NOT_TIMED = -1;

    static Injection healedNow(boolean bit, String evidence) {
        return new Injection(System.currentTimeMillis(), bit, evidence);
    }

    static Injection untimed(boolean bit, String evidence) {
        return new Injection(NOT_TIMED, bit, evidence);
    }

    boolean isTimed() {
        return healedMillis != NOT_TIMED;
    }
}
