package io.rollcall.dashboard.history;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Logins per locale, summed over aligned windows. Aligned windows do not overlap, so each login counts as one visit.
 * Not thread-safe. Public for the board only.
 */
public final class VisitCounts {
    private final Map<String, Long> byLocale = new TreeMap<>();
    private long total;

    /** The logins of these windows, which must not overlap. */
    public static VisitCounts of(Iterable<WindowNumbers> windows) {
        VisitCounts visits = new VisitCounts();
        windows.forEach(window -> window.forEach((locale, totals) -> visits.add(locale, totals.logins())));
        return visits;
    }

    void add(String locale, long logins) {
        if (logins != 0) {
            byLocale.merge(locale, logins, (a, b) -> a + b == 0 ? null : (Long) (a + b));
            total += logins;
        }
    }

    void remove(WindowRows window) {
        window.forEach((locale, totals) -> add(locale, -totals.logins()));
    }

    /** Visits of all locales. */
    public long total() {
        return total;
    }

    /** Visits per locale; a view that changes with this object. */
    public Map<String, Long> byLocale() {
        return Collections.unmodifiableMap(byLocale);
    }

    void clear() {
        byLocale.clear();
        total = 0;
    }
}
