package io.rollcall.source;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.RawRecord;

/** What becomes of a record, or of one of its elements. */
public sealed interface Verdict {
    /** The record. Its id names the element, if it consists of elements. */
    RawRecord record();

    /** It is no login. It is counted, but goes to no topic. */
    record Skipped(RawRecord record) implements Verdict {}

    /** The cleaning rules have judged it. */
    record Judged(RawRecord record, CleaningOutcome outcome) implements Verdict {}
}
