package io.rollcall.model.login;

/**
 * A record of {@code user-login} as Kafka holds it. The cleaning rules depend on nothing else.
 *
 * @param topic the topic from which it was read
 * @param id partition and offset
 * @param kafkaTimestampMillis the record's Kafka timestamp, ms since the epoch
 * @param value the raw bytes, or null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // holds the array of Kafka's client; a copy per login would cost too much
public record RawRecord(String topic, EventId id, long kafkaTimestampMillis, byte[] value) {}
