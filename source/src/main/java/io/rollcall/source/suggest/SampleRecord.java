package io.rollcall.source.suggest;

/**
 * A record of a sample.
 *
 * @param value its value, not null
 * @param kafkaTimeMillis when Kafka received it, ms since the epoch; null if that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SampleRecord(byte[] value, Long kafkaTimeMillis) {}
