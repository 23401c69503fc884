package io.rollcall.dashboard;

/** What fills the board. */
public interface Feed extends AutoCloseable {
    /** Begins, without waiting. @throws io.rollcall.model.UserError if it cannot */
    void start();

    /** How it is doing. */
    FeedStatus status();

    /** Ends within a second. */
    @Override
    void close();
}
