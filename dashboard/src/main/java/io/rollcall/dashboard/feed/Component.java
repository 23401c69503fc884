package io.rollcall.dashboard.feed;

/**
 * The state of one component of the pipeline.
 *
 * @param state its state
 * @param reason why, in one phrase or sentence for the user
 * @param warns whether the reason is something to look at, though the component may be up
 */
public record Component(State state, String reason, boolean warns) {
    /** A consumer that reads what was there before it started: its numbers sweep through the past. */
    public static final Component READING = new Component(State.STARTING, "reading the existing records");

    /** A component whose state says everything. */
    public Component(State state, String reason) {
        this(state, reason, false);
    }

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
