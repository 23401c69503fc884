package io.rollcall.jobs.tally;

import io.rollcall.model.stats.Failures;

/** The exact numbers of a window. Not thread-safe. */
final class WindowCounts {
    private final DistinctLogins logins = new DistinctLogins();
    /** Null while no login failed. */
    private WindowFailures failures;

    void add(LoginTally tally) {
        logins.add(tally.ids());
        if (tally.failed() != null) {
            failures = failures == null ? new WindowFailures() : failures;
            failures.add(tally.failed());
        }
    }

    long logins() {
        return logins.count();
    }

    Failures failures() {
        return failures == null ? Failures.NONE : failures.failures();
    }

    /** The compact sketch of the users whose logins failed; null without any. */
    byte[] failedUsers() {
        return failures == null ? null : failures.users();
    }
}
