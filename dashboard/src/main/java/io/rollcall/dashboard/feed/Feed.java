package io.rollcall.dashboard.feed;

/** Fills the board with the records of the topics. */
public interface Feed extends AutoCloseable {
    /** Starts in the background. @throws io.rollcall.model.settings.UserError if the settings cannot be used */
    void start();

    /** The current state. Any thread may call this. */
    FeedStatus status();

    /** Stops within a second. */
    @Override
    void close();
}
