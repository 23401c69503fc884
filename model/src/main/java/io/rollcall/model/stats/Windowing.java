package io.rollcall.model.stats;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Sliding windows, aligned to the epoch. Event time is divided into <em>panes</em> as long as the slide. A login lies
 * in one pane and in every window that contains that pane.
 *
 * @param lengthMillis length of a window, ms; a multiple of the slide
 * @param slideMillis distance between the starts of two windows, ms
 */
public record Windowing(long lengthMillis, long slideMillis) implements Serializable {
    /** A pane that starts later than this (ms) after the Kafka timestamp of a clean login is not counted: 24 h. */
    public static final long MAX_AHEAD_MILLIS = 24 * 3_600_000L;

    /** A window of 30 s every 10 s. */
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

    /** The number of panes in a window, which is also the number of windows that contain a login. */
    public int panesPerWindow() {
        return Math.toIntExact(lengthMillis / slideMillis);
    }

    /** The start (ms) of the pane that contains this event time (ms). */
    public long paneOf(long timeMillis) {
        return Math.floorDiv(timeMillis, slideMillis) * slideMillis;
    }

    /** The windows that contain a pane, ordered by start. The first of them is also the first to end. */
    public List<Window> windowsOf(long paneStartMillis) {
        long oldest = paneStartMillis - lengthMillis + slideMillis;
        return LongStream.range(0, panesPerWindow())
                .mapToObj(i -> window(oldest + i * slideMillis))
                .toList();
    }

    /** The window that starts at this time (ms). */
    public Window window(long startMillis) {
        return new Window(startMillis, startMillis + lengthMillis);
    }

    /**
     * Whether a window that starts at this time (ms) is <em>aligned</em>. Aligned windows do not overlap and leave no
     * gap, so each login lies in exactly one of them.
     */
    public boolean isAligned(long windowStartMillis) {
        return Math.floorMod(windowStartMillis, lengthMillis) == 0;
    }
}
