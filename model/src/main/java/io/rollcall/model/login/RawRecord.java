package io.rollcall.model.login;

/**
 * A record of {@code user-login} as Kafka holds it. The cleaning rules depend on nothing else.
 *
 * @param topic the topic from which it was read
 * @param id partition and offset, and the element where the record holds several logins and this is one of them
 * @param kafkaTimestampMillis the record's Kafka timestamp, ms since the epoch, {@link #bounded}
 * @param value the raw bytes, or null for a tombstone; of a value longer than {@link #MAX_VALUE_BYTES}, the first
 *     {@link #KEPT_BYTES} suffice
 * @param valueLength number of all raw bytes, 0 for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // holds the array of Kafka's client; a copy per login would cost too much
public record RawRecord(String topic, EventId id, long kafkaTimestampMillis, byte[] value, int valueLength) {
    /** The longest value that may be a login, bytes: 1 MiB. Without compression, Kafka's default allows no longer one. */
    public static final int MAX_VALUE_BYTES = 1024 * 1024;

    /** The number of bytes of a rejected value that are kept, at most: 256 KiB. */
    public static final int KEPT_BYTES = 256 * 1024;

    /** 9999-12-31T23:59:59.999Z, ms since the epoch. */
    private static final long MAX_TIMESTAMP_MILLIS = 253_402_300_799_999L;

    /** Brings the timestamp into its range. */
    public RawRecord {
        kafkaTimestampMillis = bounded(kafkaTimestampMillis);
    }

    /** A record whose whole value is at hand. */
    public RawRecord(String topic, EventId id, long kafkaTimestampMillis, byte[] value) {
        this(topic, id, kafkaTimestampMillis, value, value == null ? 0 : value.length);
    }

    /** The record of one login of several, which has an id of its own. */
    public RawRecord withElement(int position) {
        return new RawRecord(topic, id.withElement(position), kafkaTimestampMillis, value, valueLength);
    }

    /** A Kafka timestamp (ms) that is before 1970 or after the year 9999 counts as the nearest time in between. */
    public static long bounded(long timestampMillis) {
        return Math.max(0, Math.min(MAX_TIMESTAMP_MILLIS, timestampMillis));
    }
}
