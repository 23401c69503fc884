package io.rollcall.dashboard.feed;

/**
 * How one part is doing.
 *
 * @param state its state
 * @param reason one phrase for a person
 */
public record Component(State state, String reason) {
    /** States, the better first. */
    public enum State {
        UP,
        STARTING,
        STALE,
        DOWN
    }
}
