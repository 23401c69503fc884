package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A running part of the pipeline: broker, job, producer, dashboard. */
interface Part extends AutoCloseable {
    /** Where to find it, for a person: an address, or empty. */
    default String address() {
        return "";
    }

    /** What else to say of it once it is up, or empty. */
    default String detail() {
        return "";
    }

    /** Completes with the reason if the part gives up for good. */
    default CompletionStage<Message> failure() {
        return new CompletableFuture<>();
    }

    /** Stops it. */
    @Override
    void close();
}
