package io.rollcall.dashboard.feed;

/** What fills the board. */
public interface Feed extends AutoCloseable {
    /** Begins, without waiting. @throws io.rollcall.model.settings.UserError if it cannot */
    void start();

    /** How it is doing. */
    FeedStatus status();

    /** Ends within a second. */
    @Override
    void close();
}
