package io.rollcall.producer;

/**
 * Receives the progress of a {@link LoginProducer} about once per second, and at the end. Must be safe for several
 * threads.
 */
@FunctionalInterface
public interface ProgressListener {
    /** Ignores the progress. */
    ProgressListener NONE = progress -> {};

    /**
     * The progress since the start.
     *
     * @param sent records handed to Kafka's client
     * @param acknowledged records that the broker has confirmed
     * @param failed records that will never arrive
     */
    record Sent(long sent, long acknowledged, long failed) {}

    /** Receives the progress. */
    void onProgress(Sent progress);
}
