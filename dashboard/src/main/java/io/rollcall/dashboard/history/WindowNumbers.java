package io.rollcall.dashboard.history;

import io.rollcall.model.stats.Window;
import java.util.function.BiConsumer;

/**
 * The numbers of one window at a moment. Immutable, so that any thread may read them without a lock. Public for the board
 * only.
 */
public final class WindowNumbers {
    private final Window window;
    private final Totals nationwide;
    private final LocaleTotals locales;
    /** The name of the place whose locales are also counted together; empty if there is none. */
    private final String groupName;
    /** Its numbers; null without logins. */
    private final Totals group;

    WindowNumbers(Window window, Totals nationwide, LocaleTotals locales, String groupName, Totals group) {
        this.window = window;
        this.nationwide = nationwide;
        this.locales = locales;
        this.groupName = groupName;
        this.group = group;
    }

    /** The window. */
    public Window window() {
        return window;
    }

    /** The nationwide numbers. */
    public Totals nationwide() {
        return nationwide;
    }

    /** The numbers of a locale, or of the place whose locales are also counted together; null if it has no row. */
    public Totals of(String locale) {
        return locale.equals(groupName) ? group : locales.of(locale);
    }

    /** Calls the action with each locale that has a row, and its numbers. */
    public void forEach(BiConsumer<String, Totals> action) {
        locales.forEach(action);
    }
}
