package io.rollcall.dashboard.feed;

import io.rollcall.kafka.newest.OtherLocales;

/** Fills the board with the records of the topics. */
public interface Feed extends AutoCloseable {
    /** Starts in the background. @throws io.rollcall.model.settings.UserError if the settings cannot be used */
    void start();

    /** The current state. Any thread may call this. */
    FeedStatus status();

    /**
     * What {@code OTHER} is made of. May read Kafka, which takes some hundred milliseconds. Any thread may call this.
     *
     * @throws io.rollcall.model.settings.UserError if Kafka fails
     */
    OtherLocales otherLocales();

    /** Stops within a second. */
    @Override
    void close();
}
