package io.rollcall.producer;

/** Hears about once a second how far a {@link LoginProducer} is. Called from threads of its own. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /**
     * How far it is.
     *
     * @param sent records handed to Kafka's client
     * @param acknowledged records the broker has confirmed
     * @param failed records that will never arrive
     */
    record Sent(long sent, long acknowledged, long failed) {}

    /** Says how far it is. */
    void onProgress(Sent progress);
}
