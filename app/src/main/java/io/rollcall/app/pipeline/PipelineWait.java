package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.UserError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Blocks while the parts of a pipeline run. */
public final class PipelineWait {
    private PipelineWait() {}

    /**
     * Returns when the user stops the command.
     *
     * @throws UserError if a part fails for good first
     */
    public static void untilStopped(CompletableFuture<Void> stop, CompletableFuture<Message> failure) {
        try {
            CompletableFuture.anyOf(stop, failure).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        if (!stop.isDone()) {
            throw new UserError(failure.join());
        }
    }
}
