package io.rollcall.dashboard.board;

import java.util.Map;

/**
 * What was counted until some moment.
 *
 * @param visits every login once
 * @param visitsByLocale the same, of each locale that has any
 * @param rejected distinct rejected records, by the wire name of their reason
 * @param late distinct late records
 */
public record Counts(long visits, Map<String, Long> visitsByLocale, Map<String, Long> rejected, long late) {
    public Counts {
        visitsByLocale = Map.copyOf(visitsByLocale);
        rejected = Map.copyOf(rejected);
    }

    /** Rejected records of all reasons. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
