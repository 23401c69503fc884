package io.rollcall.dashboard.feed;

/**
 * The state of a feed.
 *
 * @param kafka the connection to Kafka
 * @param consumer {@code UP} once it has read all records that existed when it started
 * @param skippedRecords records that could not be parsed, since the start
 */
public record FeedStatus(Component kafka, Component consumer, long skippedRecords) {}
