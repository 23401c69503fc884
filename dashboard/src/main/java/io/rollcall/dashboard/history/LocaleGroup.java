package io.rollcall.dashboard.history;

import java.util.Set;

/**
 * Locales that are also counted together, as one place. Immutable.
 *
 * @param name the name of the place; no locale has it
 * @param locales those of the place; none if nothing is counted together
 */
public record LocaleGroup(String name, Set<String> locales) {
    /** Nothing is counted together. */
    public static final LocaleGroup NONE = new LocaleGroup("", Set.of());

    /** Keeps a copy of the set. */
    public LocaleGroup {
        locales = Set.copyOf(locales);
    }

    /** Whether there is no such place. */
    public boolean isEmpty() {
        return locales.isEmpty();
    }

    boolean contains(String locale) {
        return locales.contains(locale);
    }
}
