package io.rollcall.model.stats;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Sliding windows aligned to the epoch. A login lies in one <em>pane</em> (a stretch as long as the slide) and in every
 * window that is a union of panes around it.
 *
 * @param lengthMillis length of a window, ms; a multiple of the slide
 * @param slideMillis distance between window starts, ms
 */
public record Windowing(long lengthMillis, long slideMillis) implements Serializable {
    /** 30 s every 10 s. */
    public static final Windowing DEFAULT = new Windowing(30_000, 10_000);

    public Windowing {
        if (slideMillis <= 0 || lengthMillis <= 0 || lengthMillis % slideMillis != 0) {
            throw new IllegalArgumentException("the window length (" + lengthMillis
                    + " ms) must be a positive multiple of the slide (" + slideMillis + " ms)");
        }
    }

    /** Windows of this length and slide. */
    public static Windowing of(Duration length, Duration slide) {
        return new Windowing(length.toMillis(), slide.toMillis());
    }

    /** How many panes make a window, and how many windows hold a login. */
    public int panesPerWindow() {
        return Math.toIntExact(lengthMillis / slideMillis);
    }

    /** Start (ms) of the pane that holds this event time (ms). */
    public long paneOf(long timeMillis) {
        return Math.floorDiv(timeMillis, slideMillis) * slideMillis;
    }

    /** The windows that hold a pane, by start, oldest first: the oldest is also the one that ends first. */
    public List<Window> windowsOf(long paneStartMillis) {
        long oldest = paneStartMillis - lengthMillis + slideMillis;
        return LongStream.range(0, panesPerWindow())
                .mapToObj(i -> window(oldest + i * slideMillis))
                .toList();
    }

    /** The window that starts then (ms). */
    public Window window(long startMillis) {
        return new Window(startMillis, startMillis + lengthMillis);
    }

    /** Whether windows that start so tile time without overlap: each login lies in exactly one aligned window. */
    public boolean isAligned(long windowStartMillis) {
        return Math.floorMod(windowStartMillis, lengthMillis) == 0;
    }
}
