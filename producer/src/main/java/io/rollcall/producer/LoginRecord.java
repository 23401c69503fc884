package io.rollcall.producer;

/**
 * A record for the raw topic.
 *
 * @param key the user id in UTF-8, or null if there is none
 * @param value a raw login, or null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // handed to Kafka's client, never compared
public record LoginRecord(byte[] key, byte[] value) {}
