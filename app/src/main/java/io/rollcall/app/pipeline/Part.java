package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A running part of the pipeline: broker, Spark, job, producer or dashboard. */
interface Part extends AutoCloseable {
    /** Where users reach it: an address, or empty. */
    default String address() {
        return "";
    }

    /** What else to print once it is ready, or empty. */
    default String detail() {
        return "";
    }

    /** Completes with the reason if the part fails for good. */
    default CompletionStage<Message> failure() {
        return new CompletableFuture<>();
    }

    /** Stops the part. */
    @Override
    void close();
}
