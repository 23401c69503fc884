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

    WindowNumbers(Window window, Totals nationwide, LocaleTotals locales) {
        this.window = window;
        this.nationwide = nationwide;
        this.locales = locales;
    }

    /** The window. */
    public Window window() {
        return window;
    }

    /** The nationwide numbers. */
    public Totals nationwide() {
        return nationwide;
    }

    /** The numbers of a locale, or null if it has no row. */
    public Totals of(String locale) {
        return locales.of(locale);
    }

    /** Calls the action with each locale that has a row, and its numbers. */
    public void forEach(BiConsumer<String, Totals> action) {
        locales.forEach(action);
    }
}
