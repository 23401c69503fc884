package io.rollcall.model.login;

/**
 * A record of {@code user-login} as Kafka holds it: all that decides what becomes of a login.
 *
 * @param topic topic it was read from
 * @param id partition and offset
 * @param kafkaTimestampMillis the record's Kafka timestamp, ms since the epoch
 * @param value the raw bytes, or null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // Kafka's value is an array; copying each would cost the event path
public record RawRecord(String topic, EventId id, long kafkaTimestampMillis, byte[] value) {}
