package io.rollcall.dashboard.feed;

/**
 * How what feeds the board is doing.
 *
 * @param kafka the connection
 * @param consumer whether all records that were there at the start are read
 * @param skippedRecords records that were not of the form
 */
public record FeedStatus(Component kafka, Component consumer, long skippedRecords) {}
