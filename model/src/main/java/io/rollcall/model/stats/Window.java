package io.rollcall.model.stats;

/**
 * A window of event time. It includes its start but not its end.
 *
 * @param startMillis ms since the epoch
 * @param endMillis ms since the epoch, after the start
 */
public record Window(long startMillis, long endMillis) {
    public Window {
        if (endMillis <= startMillis) {
            throw new IllegalArgumentException(
                    "a window must end after it starts: " + startMillis + " to " + endMillis);
        }
    }
}
