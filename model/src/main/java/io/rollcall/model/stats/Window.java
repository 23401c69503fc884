package io.rollcall.model.stats;

/**
 * An event-time window, start included and end excluded.
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
