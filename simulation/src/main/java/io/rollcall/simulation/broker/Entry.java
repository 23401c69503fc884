package io.rollcall.simulation.broker;

/**
 * A record, or the marker of a transaction.
 *
 * @param offset its offset
 * @param timestampMillis its Kafka timestamp, ms
 * @param key its key; null for a marker
 * @param content what it holds, typed by its topic; null for a marker
 * @param transaction the transaction that it belongs to; null without one
 */
public record Entry(long offset, long timestampMillis, String key, Object content, Transaction transaction) {
    /** Whether it is a marker. */
    public boolean isMarker() {
        return key == null;
    }
}
