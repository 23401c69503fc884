package io.rollcall.dashboard.history;

import java.util.Map;
import java.util.TreeMap;

/** Logins by locale over the aligned windows, so that each login is one visit. Not safe for several threads. */
public final class Visits {
    private final Map<String, Long> byLocale = new TreeMap<>();
    private long total;

    void add(String locale, long logins) {
        if (logins != 0) {
            byLocale.merge(locale, logins, Long::sum);
            total += logins;
        }
    }

    void remove(WindowRows window) {
        window.forEach((locale, totals) -> add(locale, -totals.logins()));
    }

    public long total() {
        return total;
    }

    public Map<String, Long> byLocale() {
        return byLocale;
    }

    void clear() {
        byLocale.clear();
        total = 0;
    }
}
