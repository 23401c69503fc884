/**
 * Reads the topics stats, progress, rejected and late from Kafka and applies their records to the board. {@code
 * KafkaFeed} polls on its own thread, the only one that uses the consumer and writes to the board; {@code TopicMonitor}
 * looks up on another thread which topics and offsets exist. {@code Feed} is the part that the server uses, and {@code
 * Component} the state of a part of the pipeline.
 */
package io.rollcall.dashboard.feed;
