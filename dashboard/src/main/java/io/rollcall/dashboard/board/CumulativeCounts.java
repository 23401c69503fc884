package io.rollcall.dashboard.board;

import java.util.Map;
import java.util.Set;

/**
 * Counts up to a moment, or of a range. They reach back 24 hours at most: what is older is null, which means not known. The
 * counts up to now are never null.
 *
 * @param visits logins of the history, at most of its last 24 hours, each counted once; or null
 * @param visitsByLocale the same per locale; locales without logins are missing; or null
 * @param rejected distinct rejected records of the same stretch, by the wire name of their reason; or null
 * @param late distinct late records of the same stretch; or null
 */
public record CumulativeCounts(Long visits, Map<String, Long> visitsByLocale, Map<String, Long> rejected, Long late) {
    /** Keeps copies of the maps. */
    public CumulativeCounts {
        visitsByLocale = visitsByLocale == null ? null : Map.copyOf(visitsByLocale);
        rejected = rejected == null ? null : Map.copyOf(rejected);
    }

    /** Visits of these locales, or null if they are not known. */
    public Long visitsOf(Set<String> locales) {
        if (visitsByLocale == null) {
            return null;
        }
        long sum = 0;
        for (String locale : locales) {
            sum += visitsByLocale.getOrDefault(locale, 0L);
        }
        return sum;
    }

    /** Rejected records of all reasons, or null if they are not known. */
    public Long rejectedTotal() {
        return rejected == null
                ? null
                : (Long) rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
