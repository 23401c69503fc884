package io.rollcall.model.login;

/** The result of the cleaning rules for one raw login: exactly one of clean, late and rejected. */
public sealed interface CleaningOutcome {
    /** A login that is counted. */
    record Clean(CleanLogin login) implements CleaningOutcome {}

    /**
     * A login that reached Kafka more than the lateness after its event time. It is kept and shown, but not counted.
     */
    record Late(CleanLogin login) implements CleaningOutcome {}

    /**
     * A login that violates a rule.
     *
     * @param reason the first rule that it violates, in the order of the contract
     * @param detail what is wrong, in one sentence for a person
     */
    record Rejected(RejectReason reason, String detail) implements CleaningOutcome {}
}
