/**
 * Reads the topics stats, progress, rejected and late from Kafka and applies their records to the board.
 * {@code KafkaFeed} polls on a thread of its own, which alone uses the consumer and writes to the board;
 * {@code TopicMonitor} asks on another thread which topics and offsets exist. {@code Feed} is what the server needs of
 * it, and {@code Component} the state of a part of the pipeline.
 */
package io.rollcall.dashboard.feed;
