package io.rollcall.dashboard.board;

import java.util.Map;

/**
 * Counts up to a moment.
 *
 * @param visits logins of the history, at most of its last 24 hours, each counted once
 * @param visitsByLocale the same per locale; locales without logins are missing
 * @param rejected distinct rejected records of the same stretch, by the wire name of their reason
 * @param late distinct late records of the same stretch
 */
public record CumulativeCounts(long visits, Map<String, Long> visitsByLocale, Map<String, Long> rejected, long late) {
    /** Keeps copies of the maps. */
    public CumulativeCounts {
        visitsByLocale = Map.copyOf(visitsByLocale);
        rejected = Map.copyOf(rejected);
    }

    /** Rejected records of all reasons. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
