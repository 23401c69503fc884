package io.rollcall.model.login;

/** What becomes of a raw login: exactly one of clean, late and rejected. */
public sealed interface CleaningOutcome {
    /** A login to be counted. */
    record Clean(CleanLogin login) implements CleaningOutcome {}

    /** A clean login that came more than the lateness after its event time: kept, shown, not counted. */
    record Late(CleanLogin login) implements CleaningOutcome {}

    /**
     * A login that broke a rule.
     *
     * @param reason the first rule it broke, in the contract's order
     * @param detail one sentence for a person
     */
    record Rejected(RejectReason reason, String detail) implements CleaningOutcome {}
}
