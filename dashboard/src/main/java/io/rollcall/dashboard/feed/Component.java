package io.rollcall.dashboard.feed;

/**
 * The state of one component of the pipeline.
 *
 * @param state its state
 * @param reason why, in one phrase for the user
 */
public record Component(State state, String reason) {
    /** States, from best to worst. */
    public enum State {
        /** Works. */
        UP,
        /** Not ready yet. */
        STARTING,
        /** Its numbers are old. */
        STALE,
        /** Its numbers are wrong. */
        DOWN
    }
}
