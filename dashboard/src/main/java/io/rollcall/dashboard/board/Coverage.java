package io.rollcall.dashboard.board;

import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;

/**
 * What the history covers: a window that starts in it is known, and without rows it had no logins. Of any other window
 * nothing is known. Times are ms since the epoch. Immutable.
 *
 * @param history from the start of the first window with logins; null before any login
 */
record Coverage(Window history, Windowing windowing) {
    /**
     * The coverage of these windows. It ends with the newest slide that has logins or, while none come, with the slide
     * through which everything is counted.
     *
     * @param held the windows of the history, or null if there are none
     */
    static Coverage of(Window held, Finality finality, Windowing windowing) {
        Long through = finality.completeThroughMillis();
        if (held == null || through == null) {
            return new Coverage(held, windowing);
        }
        long end = windowing.paneOf(through) + windowing.slideMillis();
        return new Coverage(new Window(held.startMillis(), Math.max(held.endMillis(), end)), windowing);
    }

    /**
     * The first window that ends at this time or later.
     *
     * @throws OutsideHistory if it is not known
     */
    Window windowAt(long timeMillis) {
        requireLogins();
        Window window = windowing.windowsOf(windowing.paneOf(timeMillis - 1)).get(0);
        if (window.startMillis() < history.startMillis()) {
            throw OutsideHistory.before(IsoTime.format(timeMillis), history);
        }
        if (window.startMillis() >= history.endMillis()) {
            throw OutsideHistory.after(IsoTime.format(timeMillis), history);
        }
        return window;
    }

    /**
     * The part of a range that is covered: the windows that tile the range and are known.
     *
     * @throws OutsideHistory if none of them is known
     */
    Window part(long fromMillis, long toMillis) {
        requireLogins();
        long length = windowing.lengthMillis();
        long missing = Math.max(0, history.startMillis() - fromMillis);
        long start = fromMillis - Math.floorDiv(-missing, length) * length;
        if (start >= toMillis) {
            throw OutsideHistory.before("the range", history);
        }
        if (start >= history.endMillis()) {
            throw OutsideHistory.after("the range", history);
        }
        long beyond = Math.max(0, toMillis - history.endMillis());
        return new Window(start, toMillis - Math.floorDiv(beyond, length) * length);
    }

    /** Whether a range lies in the history. */
    boolean isWhole(long fromMillis, long toMillis) {
        return history.startMillis() <= fromMillis && toMillis <= history.endMillis();
    }

    private void requireLogins() {
        if (history == null) {
            throw OutsideHistory.empty();
        }
    }
}
