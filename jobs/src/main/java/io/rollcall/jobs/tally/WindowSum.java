package io.rollcall.jobs.tally;

import io.rollcall.model.stats.Windowing;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Adds up the panes of windows. Windows may be requested in any order; from the newest to the oldest is fastest. The sum of
 * a window starts from that of the previously requested window, if that has no logins after this window's end. This holds
 * for all windows that are still filling; each pane is then added once, not once per window. Not thread-safe.
 *
 * @param <T> a sum
 */
final class WindowSum<T> {
    private final Windowing windowing;
    private final LongFunction<LoginTally> panes;
    private final Supplier<T> empty;
    private final BiConsumer<T, LoginTally> add;
    private T sum;

    /** Start of the oldest pane in the sum, ms. */
    private long from;

    /**
     * End of the newest pane in the sum that has logins, ms. Initially above every window, so that the first one starts
     * empty.
     */
    private long end = Long.MAX_VALUE;

    /**
     * @param panes returns the tally of the pane that starts at a time (ms), or null if it has no logins
     * @param empty makes a sum without panes
     * @param add adds a pane to a sum
     */
    WindowSum(Windowing windowing, LongFunction<LoginTally> panes, Supplier<T> empty, BiConsumer<T, LoginTally> add) {
        this.windowing = windowing;
        this.panes = panes;
        this.empty = empty;
        this.add = add;
    }

    /** The sum of the window that starts at a time (ms). The next request changes it. */
    T of(long start) {
        long windowEnd = start + windowing.lengthMillis();
        boolean reusable = start <= from && from <= windowEnd && end <= windowEnd;
        if (!reusable) {
            sum = empty.get();
            from = windowEnd;
            end = Long.MIN_VALUE;
        }
        while (from > start) {
            from -= windowing.slideMillis();
            LoginTally pane = panes.apply(from);
            if (pane != null) {
                add.accept(sum, pane);
                end = Math.max(end, from + windowing.slideMillis());
            }
        }
        return sum;
    }
}
