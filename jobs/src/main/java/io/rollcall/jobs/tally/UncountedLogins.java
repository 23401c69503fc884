package io.rollcall.jobs.tally;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Logins that the state did not count: they arrived for state already dropped, or are too far ahead.
 *
 * @param windowStartMillis start of the oldest window that they belong to, ms
 * @param tally their tally, in its serialized form
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UncountedLogins(long windowStartMillis, byte[] tally) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The uncounted logins that a row without numbers holds. */
    public static UncountedLogins of(StatsRow row) {
        return new UncountedLogins(row.stats().window().startMillis(), row.behindHorizon());
    }

    /**
     * The number of logins that are dropped and were never counted. A login that the pipeline has counted before is a
     * redelivery, not a loss.
     *
     * @param counts whether the job counts the window that starts at a time (ms). Logins of which it counts no window
     *     are no loss: they belong to rows that stay as they are.
     * @param countedOffsets the raw offset below which every record was counted, by partition
     */
    public static long dropped(List<UncountedLogins> all, LongPredicate counts, Map<Integer, Long> countedOffsets) {
        return all.stream()
                .filter(logins -> counts.test(logins.windowStartMillis()))
                .mapToLong(logins -> LoginTally.fromBytes(logins.tally()).loginsFrom(countedOffsets))
                .sum();
    }
}
