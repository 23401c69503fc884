package io.rollcall.producer;

/**
 * A record to be sent to the raw topic.
 *
 * @param key the user id in UTF-8, or null where there is none
 * @param value a raw login, or null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // passed straight to Kafka's client
public record LoginRecord(byte[] key, byte[] value) {}
