package io.rollcall.dashboard.board;

import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why the logins of a window failed. Immutable.
 *
 * @param byLocale the reasons per locale; those without failed logins are missing. Null for a range: reasons are known of
 *     single windows only.
 */
public record FailureList(Map<String, List<FailureReason>> byLocale) {
    /** Of a range. */
    static final FailureList UNKNOWN = new FailureList(null);

    /** Keeps a copy of the map. */
    public FailureList {
        byLocale = byLocale == null ? null : Map.copyOf(byLocale);
    }

    /** Whether reasons are known. */
    boolean isKnown() {
        return byLocale != null;
    }

    /** The reasons of a locale. */
    List<FailureReason> of(String locale) {
        return byLocale.getOrDefault(locale, List.of());
    }

    /** The reasons of some locales together. */
    List<FailureReason> of(Set<String> locales) {
        return Failures.united(locales.stream().map(this::of).toList());
    }

    /** The reasons of all locales together. */
    List<FailureReason> nationwide() {
        return Failures.united(byLocale.values());
    }
}
