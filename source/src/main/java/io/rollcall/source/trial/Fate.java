package io.rollcall.source.trial;

import java.util.Locale;

/** What becomes of a record, or of one of its elements. */
public enum Fate {
    /** A login that is counted. */
    COUNTED,
    /** A failed login, which is counted as such. */
    FAILED,
    /** A login that came too late to be counted. */
    LATE,
    /** No login. */
    SKIPPED,
    /** It violates a rule. */
    REJECTED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in text and JSON, for example {@code counted}. */
    public String wireName() {
        return wireName;
    }
}
